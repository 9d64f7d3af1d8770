# image.sh ROOT WRITABLE USER COMMAND...: the command in the folder ROOT as its own root, which holds the system's
# programs, the interpreter $BASE and the packages $PACKAGES beside what is in it already. USER is uid:gid; WRITABLE
# names the folders that can be written, or is / for all. To be run in a mount namespace of its own.
set -e
root=$1 writable=$2 user=$3
shift 3
mount --make-rprivate /
mount --bind "$root" "$root"
for shown in /usr /bin /lib /lib64 /etc "$BASE" "$PACKAGES"; do
    [ -e "$shown" ] || continue
    mkdir -p "$root$shown"
    mount --bind "$shown" "$root$shown"
    mount -o remount,ro,bind "$root$shown"
done
mkdir -p "$root/proc" "$root/dev"
mount --rbind /proc "$root/proc"
mount --rbind /dev "$root/dev"
if [ "$writable" != / ]; then
    for each in $writable; do mount --bind "$root$each" "$root$each"; done
    mount -o remount,ro,bind "$root"
fi
exec chroot "--userspec=$user" "$root" "$@"
