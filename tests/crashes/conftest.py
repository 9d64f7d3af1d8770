"""Days of news, a show that is made of them, and the stage on which its runs are killed."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.support.paths import ROOT

NEWS = {
    21: """# 城东水厂二期完工供水

青沅市水务局3月20日通报，城东水厂二期工程已经完工，日供水能力增加到12万吨。工程去年三月动工，敷设管道38公里，新建泵站两座。

# 老码头改成读书园

沿江的老码头昨天重新开放，三间旧仓库改成了书屋和茶室。市民可以凭身份证借书，借期三十天，逾期不收费，也可以在茶室坐着读。
""",
    22: """# 云岭隧道提前一月贯通

穿过云岭的公路隧道3月21日贯通，比计划早了一个月。隧道全长4.6公里，通车以后从青沅市到云岭乡的路程由两小时缩短到四十分钟。

# 河滩湿地飞来一群白鹭

城北河滩的湿地这几天飞来了一群白鹭，观鸟协会数到两百一十六只。协会请市民站在栈道上看，不要走近鸟窝，也不要投喂食物。
""",
    23: """# 社区食堂一元早餐开张

南门社区食堂3月22日开张，七十岁以上的老人花一元钱能吃到一份早餐。食堂每天早上六点开门，第一天来了三百二十位老人。

# 农机手比赛看谁犁得直

全市农机手比赛在朝溪县的麦田里举行，四十八名选手开着拖拉机犁地，裁判拉着绳子量垄沟。来自厦溪村的姑娘得了第一名。
""",
}
WEEKDAYS = {21: "六", 22: "日", 23: "一"}


@dataclass
class Outcome:
    """What a command did."""

    code: int
    """Its exit code; negative: the signal that ended it."""
    out: str
    err: str
    acts: list | None
    """What it did to files, in order; None where it was killed."""
    spoken: list | None
    """The keys of the clips that it had spoken anew."""


class Stage:
    """Carries out commands in fresh processes, in a folder that can be put back as it was."""

    def __init__(self, process, folder):
        self._process, self.folder, self.kept = process, folder, folder.with_name("kept")
        self.always = {}
        """What is added to every order."""

    def __call__(self, *words, **peril):
        """Runs `tingbao` with these words, see `stage.py`."""
        order = {"cwd": str(self.folder), "words": words, **self.always, **peril}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        outcome = Outcome(**json.loads(self._process.stdout.readline()))
        assert "Traceback" not in outcome.err, outcome.err
        return outcome

    def make(self, day, *words, **peril):
        """Makes that day's episode."""
        return self("make", "--date", f"2026-03-{day}", "--json", *words, **peril)

    def configure(self, text=""):
        """The show's settings, with these besides."""
        plain = '[[show]]\nengine = "espeak"\nlength = "40s"\n'
        (self.folder / "tingbao.toml").write_text(plain + text, "utf-8")

    def hand_over(self):
        """Everything belongs to who acts on a confined stage, and may be written again."""
        for path in (self.folder, *self.folder.rglob("*")):
            if not os.geteuid():
                os.chown(path, NOBODY, NOBODY)
            path.chmod(0o755 if path.is_dir() else 0o644)

    def keep(self):
        """Remember the folder as it is now."""
        shutil.rmtree(self.kept, ignore_errors=True)
        shutil.copytree(self.folder, self.kept)

    def put_back(self):
        """Make it so again."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)


@pytest.fixture(scope="module")
def process():
    """One stage process for the tests of a module."""
    with carrying_out() as found:
        yield found


@contextlib.contextmanager
def carrying_out(*through):
    """A process that carries out commands, started through another command where one is given."""
    command = [*through, sys.executable, ROOT / "tests" / "support" / "crash_stage.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as run:
        yield run
        run.stdin.close()


NOBODY = 65534


@pytest.fixture
def confined(stage):
    """The stage on which the system's permissions hold for who acts: not root, who may only read everything."""
    if os.geteuid():
        yield stage
        return
    through = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=+dac_read_search")
    with carrying_out(*through, "--ambient-caps=+dac_read_search") as process:
        yield Stage(process, stage.folder)


@pytest.fixture
def stage(process, tmp_path):
    """The stage, with a show that has news for three days and has published nothing."""
    folder = tmp_path / "show"
    (folder / "seeds").mkdir(parents=True)
    for day, text in NEWS.items():
        head = f"芦汀日报　2026年3月{day}日　星期{WEEKDAYS[day]}　A01　要闻\n\n"
        (folder / "seeds" / f"2026-03-{day}-A01.txt").write_text(head + text, "utf-8")
    found = Stage(process, folder)
    found.configure()
    return found
