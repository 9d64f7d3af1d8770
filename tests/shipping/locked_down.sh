# locked_down.sh DATA CLOSED COMMAND...: the command as nobody, without an environment, on a file system that is
# read-only but for the folder DATA. To be run in a mount namespace of its own. CLOSED is a folder below which nobody
# cannot reach (root's home); the interpreter $BASE and the checkout $CODE are shown to it all the same.
set -e
data=$1 closed=$2
shift 2
mount --make-rprivate /
mount --bind "$data" "$data"
if [ -n "$closed" ]; then
    stash=$(mktemp -d)
    mount -t tmpfs none "$stash"
    mkdir "$stash/base" "$stash/code"
    mount --bind "$BASE" "$stash/base"
    mount --bind "$CODE" "$stash/code"
    mount -t tmpfs -o mode=755 none "$closed"
    mkdir -p "$BASE" "$CODE"
    mount --bind "$stash/base" "$BASE"
    mount --bind "$stash/code" "$CODE"
    mount -o remount,ro "$closed"
fi
mount -o remount,ro,bind /
cd "$data"
exec setpriv --reuid nobody --regid nogroup --clear-groups --no-new-privs --inh-caps=-all env -i "$@"
