"""An access log with known truth: invented listeners, each of whom behaves in one way, and what that must count as.

It knows nothing of the counter: a minute of the episodes made here is 480,000 bytes behind the tag, since they are
MP3s of 64 kb/s; each behaviour says itself how many downloads it is.
"""

import datetime as dt
import gzip
import random
from collections import Counter
from dataclasses import dataclass, field

SECOND = 8000
"""Bytes of a second of audio."""
DAY = 86_400
APPS = (
    ("AntennaPod/3.4.0", "AntennaPod"),
    ("Podcasts/4022.610.1 CFNetwork/1408.0.4 Darwin/22.5.0", "Apple Podcasts"),
    ("Xiaoyuzhou/2.61.0(build:1402; iOS 17.4.1)", "小宇宙"),
    ("AppleCoreMedia/1.0.0.21E236 (iPhone; U; CPU OS 17_4_1 like Mac OS X; zh_cn)", "AppleCoreMedia"),
    ("Overcast/3.0 (+http://overcast.fm/; iOS podcast app)", "Overcast"),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox"),
    (
        "Mozilla/5.0 (Linux; Android 13; V2171A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
        " Chrome/111.0.5563.116 Mobile Safari/537.36 XWEB/1110005 MicroMessenger/8.0.35.2360(0x2800235D)",
        "微信",
    ),
    ("YunzhouDaily/2.1 (Android 14)", "YunzhouDaily"),
)
BOTS = (
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "curl/8.5.0",
    "python-requests/2.31.0",
    "YunzhouPodcastBot/0.1",
    "atc/1.0 watchOS/10.4 model/Watch6,2 hwp/t8006 build/21T216 (6; dt:207)",
    "-",
)


@dataclass(frozen=True)
class Sound:
    """An episode's audio as it is published."""

    show: str
    path: str
    """Of the address: `/pods/daily/episodes/ID/FILE.mp3`."""
    episode: str
    size: int
    seconds: float

    @property
    def tag(self):
        return self.size - round(self.seconds * SECOND)

    def bytes_of(self, start, end):
        """First and last byte of the audio from one second to another, the tag in front with the first."""
        first = 0 if start == 0 else self.tag + int(start * SECOND)
        return first, min(self.size, self.tag + int(end * SECOND)) - 1


@dataclass
class Truth:
    """What must be counted."""

    downloads: Counter = field(default_factory=Counter)
    """(day, show, episode, app) -> downloads."""
    reached: Counter = field(default_factory=Counter)


class SyntheticLog:
    """Lines of a log, and the truth about them."""

    def __init__(self, sounds, start, days, seed, zone=dt.timezone(dt.timedelta(hours=8)), ranges=True):
        """`start`: the first day, a date; `ranges`: whether the log has each answer's Content-Range."""
        self.random, self.sounds, self.zone, self.ranges = random.Random(seed), sounds, zone, ranges
        self.first = int(dt.datetime.combine(start, dt.time(), zone).timestamp())
        self.days, self.lines, self.truth, self._host = days, [], Truth(), 0

    # --- who asks ---

    def address(self):
        """An address that nobody had before."""
        self._host += 1
        a, b, c = self._host >> 16, self._host >> 8 & 255, self._host & 255
        return f"10.{a}.{b}.{c}" if self._host % 5 else f"2001:db8:{a:x}:{b * 256 + c:x}:0:0:0:1"

    def moment(self, hour_from=0.0, hour_to=20.0, last_day=None):
        day = self.random.randrange(self.days if last_day is None else last_day)
        return self.first + day * DAY + int(self.random.uniform(hour_from, hour_to) * 3600)

    # --- what is logged ---

    def ask(self, time, address, agent, target, status=200, sent=0, method="GET", content="-", behind=""):
        self.lines.append((time, address, agent, target, status, sent, method, content, behind))

    def get(self, time, who, sound, first, last, **more):
        """A request for bytes `first` to `last`, answered with all of them."""
        address, agent = who
        whole = (first, last) == (0, sound.size - 1)
        content = "-" if whole else f"bytes {first}-{last}/{sound.size}"
        self.ask(time, address, agent, sound.path, 200 if whole else 206, last - first + 1, content=content, **more)

    def count(self, time, sound, app, downloads=1):
        day = dt.datetime.fromtimestamp(time, self.zone).date().isoformat()
        self.truth.downloads[day, sound.show, sound.episode, app] += downloads

    def text(self, line):
        time, address, agent, target, status, sent, method, content, behind = line
        moment = dt.datetime.fromtimestamp(time, self.zone).strftime("%d/%b/%Y:%H:%M:%S %z")
        extra = f' "{content}"' if self.ranges else ""
        extra += f' "{behind}"' if behind else ""
        return f'{address} - - [{moment}] "{method} {target} HTTP/1.1" {status} {sent} "-" "{agent}"{extra}\n'

    def text_of(self, lines=None):
        return "".join(self.text(line) for line in sorted(self.lines if lines is None else lines))

    # --- how people listen ---

    def add(self, behaviour):
        """One more listener, or program, that behaves so."""
        sound = self.random.choice(self.sounds)
        agent, app = self.random.choice(APPS)
        getattr(self, behaviour)(sound, (self.address(), agent), app)

    def downloads_it_whole(self, sound, who, app):
        at = self.moment()
        self.get(at, who, sound, 0, sound.size - 1)
        self.count(at, sound, app)

    def probes_and_then_streams(self, sound, who, app):
        at = self.moment()
        self.get(at - 1, who, sound, 0, 1)
        end = self.random.randrange(80, int(sound.seconds))
        for start in range(0, end, 20):
            self.get(at + start // 2, who, sound, *sound.bytes_of(start, min(start + 20, end)))
        self.count(at, sound, app)

    def only_probes(self, sound, who, app):
        at = self.moment()
        for wait in (0, 1, 2):
            self.get(at + wait, who, sound, 0, 1)

    def probes_the_day_before(self, sound, who, app):
        """The probe begins no 24 hours: both downloads are of the same ones, which begin with the first."""
        at = self.moment(last_day=self.days - 1) + 1000
        self.get(at, who, sound, 0, 1)
        for later in (DAY - 500, DAY + 500):
            self.get(at + later, who, sound, 0, sound.size - 1)
        self.count(at + DAY - 500, sound, app)

    def hears_half_a_minute(self, sound, who, app):
        at = self.moment()
        self.get(at, who, sound, *sound.bytes_of(0, 30))

    def asks_for_the_same_half_minute_again_and_again(self, sound, who, app):
        at = self.moment()
        for wait in range(4):
            self.get(at + wait * 60, who, sound, *sound.bytes_of(0, 40))

    def seeks(self, sound, who, app):
        """Forty seconds of the beginning, then forty that overlap them by ten, at most seventy together."""
        at = self.moment()
        self.get(at, who, sound, *sound.bytes_of(0, 40))
        self.get(at + 9, who, sound, *sound.bytes_of(30, 70))
        self.count(at, sound, app)

    def seeks_within_the_first_minute(self, sound, who, app):
        at = self.moment()
        self.get(at, who, sound, *sound.bytes_of(0, 30))
        self.get(at + 9, who, sound, *sound.bytes_of(20, 50))

    def is_cut_off_and_tries_again(self, sound, who, app):
        at = self.moment()
        _, agent = who
        self.ask(at, who[0], agent, sound.path, 200, sound.tag + 20 * SECOND)
        self.get(at + 30, who, sound, 0, sound.size - 1)
        self.count(at, sound, app)

    def listens_over_midnight(self, sound, who, app):
        at = self.moment(23.7, 23.9)
        self.get(at, who, sound, *sound.bytes_of(0, 35))
        self.get(at + 3600, who, sound, *sound.bytes_of(35, 75))
        self.count(at, sound, app)

    def comes_back_after_a_day(self, sound, who, app):
        at = self.moment(last_day=self.days - 1)
        for later in (0, DAY):
            self.get(at + later, who, sound, 0, sound.size - 1)
            self.count(at + later, sound, app)

    def comes_back_within_the_day(self, sound, who, app):
        at = self.moment(last_day=self.days - 1)
        for later in (0, 3600, DAY - 1):
            self.get(at + later, who, sound, 0, sound.size - 1)
        self.count(at, sound, app)

    def shares_an_address(self, sound, who, app):
        at = self.moment()
        for agent, name in self.random.sample(APPS, 3):
            self.get(at, (who[0], agent), sound, 0, sound.size - 1)
            self.count(at, sound, name)

    def hears_two_episodes(self, sound, who, app):
        at = self.moment()
        for each in self.random.sample(self.sounds, 2):
            self.get(at, who, each, 0, each.size - 1)
            self.count(at, each, app)

    def changes_the_second_half_of_an_address(self, sound, who, app):
        at, half = self.moment(), f"2001:db8:{0xF000 | self._host >> 16:x}:{self._host & 0xFFFF:x}"
        for number, start in enumerate((0, 30, 60)):
            self.get(at + start, (f"{half}:0:0:0:{number + 1:x}", who[1]), sound, *sound.bytes_of(start, start + 30))
        self.count(at, sound, app)

    def stands_behind_a_proxy(self, sound, who, app):
        at = self.moment()
        self.get(at, ("127.0.0.1", who[1]), sound, 0, sound.size - 1, behind=f"198.51.100.7, {who[0]}")
        self.count(at, sound, app)

    def is_a_bot(self, sound, who, app):
        self.get(self.moment(), (who[0], self.random.choice(BOTS)), sound, 0, sound.size - 1)

    def only_looks(self, sound, who, app):
        at, (address, agent) = self.moment(), who
        self.ask(at, address, agent, sound.path, 200, 0, "HEAD")
        self.ask(at, address, agent, sound.path, 304, 0)
        self.ask(at, address, agent, sound.path, 416, 162)
        self.ask(at, address, agent, sound.path.replace(".mp3", "0.mp3"), 404, 162)
        self.ask(at, address, agent, sound.path.rsplit("/", 3)[0] + "/feed.xml", 200, 20_000)

    PARTS = ("probes_and_then_streams", "seeks", "listens_over_midnight", "changes_the_second_half_of_an_address")
    """Ways of listening that need to know which bytes were sent."""
    OVERLAPS = (
        "asks_for_the_same_half_minute_again_and_again",
        "seeks",
        "seeks_within_the_first_minute",
    )
    """Ways of which a log without ranges cannot tell what was sent twice."""
    WAYS = (
        "downloads_it_whole",
        "probes_and_then_streams",
        "only_probes",
        "probes_the_day_before",
        "hears_half_a_minute",
        "asks_for_the_same_half_minute_again_and_again",
        "seeks",
        "seeks_within_the_first_minute",
        "is_cut_off_and_tries_again",
        "listens_over_midnight",
        "comes_back_after_a_day",
        "comes_back_within_the_day",
        "shares_an_address",
        "hears_two_episodes",
        "changes_the_second_half_of_an_address",
        "stands_behind_a_proxy",
        "is_a_bot",
        "only_looks",
    )

    def fill(self, times, without=()):
        """Every behaviour so many times."""
        for way in self.WAYS:
            for _ in range(times if way not in without else 0):
                self.add(way)
        return self

    def rotated(self, folder, parts=3, overlap=50):
        """The log in several files, the older ones compressed; each begins with the last lines of the one before."""
        lines = sorted(self.lines)
        size = -(-len(lines) // parts)
        paths = []
        for number in range(parts):
            text = self.text_of(lines[max(0, number * size - overlap) : (number + 1) * size]).encode()
            last = number == parts - 1
            path = folder / ("access.log" if last else f"access.log.{parts - 1 - number}.gz")
            path.write_bytes(text if last else gzip.compress(text))
            paths.append(path)
        return paths
