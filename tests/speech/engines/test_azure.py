"""The azure engine against a stand-in: SSML with our readings, the bill counted, faults survived, the key kept."""

import re
import time
from xml.etree import ElementTree

import pytest

from service.core import network
from service.errors import ConfigError, EngineUnavailable
from service.speech.engines import SpeechRequest
from service.speech.engines.azure import Azure
from service.speech.engines.speech_service import ServiceLimits
from service.speech.synthesis import speech_request, synthesize
from service.speech.voice_profiles import Voice
from service.storage.disk_cache import DiskCache
from tests.support.edge_server import assert_spoken
from tests.support.http_server import serving
from tests.support.speech_server import CLIPS, FAULTS, PASSING, STATUS, SpeechServer, azure_sound, cases, state
from tests.support.tables import every_row

QUICK = ServiceLimits(silence=2.0, attempt=3.0, attempts=3, backoff=0.001, deadline=60.0, probe=2.0)
KEY = "0a1b2c3d-not-for-everybody"
TEXTS = [
    "今天城里有新闻。",
    "第二条，今天城里有新闻，明天也有。",
    "好，今天的新闻播送完了，谢谢收听。",
    "再见，明天见。",
]
VOICE = Voice("mine", "azure", "某", pace=5.0, origin="mine.toml")
PLAIN = [None] * 99


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("TINGBAO_AZURE_KEY", KEY)
    network.tls_context()  # read before the time is limited


@pytest.fixture
def serve(monkeypatch):
    stack = []

    def start(plan=lambda number: "", **changes):
        rightly = {"key_fits": lambda headers: headers.get("Ocp-Apim-Subscription-Key") == KEY, **changes}
        context = serving(SpeechServer, **state(azure_sound, plan=plan, **rightly))
        stack.append(context)
        server = context.__enter__()
        monkeypatch.setenv("TINGBAO_AZURE_BASE_URL", server.url)
        return server

    yield start
    for context in stack:
        context.__exit__(None, None, None)


def with_settings(**settings):
    return Voice("mine", "azure", "某", pace=5.0, origin="mine.toml", settings=tuple(sorted(settings.items())))


def run(folder, texts=TEXTS, voice=VOICE, **options):
    engine = Azure(QUICK, **options)
    requests = [speech_request(engine, text, PLAIN[: len(text)], voice) for text in texts]
    return synthesize(requests, engine, DiskCache(folder / "clips"))


def test_all_texts_come_by_the_interface_as_azure_has_it(serve, tmp_path):
    server = serve()
    assert_spoken(run(tmp_path), TEXTS)
    path, headers, body = server.asked[0]
    assert path == "/cognitiveservices/v1"
    fields = {name.lower(): value for name, value in headers.items()}
    assert fields["x-microsoft-outputformat"] == "riff-24khz-16bit-mono-pcm"
    assert fields["content-type"] == "application/ssml+xml"
    assert fields["user-agent"]
    root = ElementTree.fromstring(body)
    assert root.tag == "{http://www.w3.org/2001/10/synthesis}speak"
    assert [each.get("name") for each in root] == ["zh-CN-XiaoxiaoNeural"]


@pytest.mark.parametrize("fault", cases([*PASSING, *CLIPS], 6))
def test_one_fault_is_survived(serve, tmp_path, fault):
    server = serve(lambda number: fault if number == 1 else "")
    assert_spoken(run(tmp_path), TEXTS)
    assert len(server.asked) == len(TEXTS) + 1


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays_ends_soon_without_the_key(serve, tmp_path, fault):
    other = serve()
    serve(lambda number: fault if number >= 2 else "", elsewhere=f"{other.url}/cognitiveservices/v1")
    began = time.monotonic()
    with pytest.raises(EngineUnavailable) as caught:
        run(tmp_path)
    assert time.monotonic() - began < 30
    assert KEY not in str(caught.value)
    assert (other.asked, other.probed) == ([], [])
    assert not any(KEY.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


# Readings

READINGS = [
    ("银行", "yin2 hang2", "银行"),  # read so anyway: nothing is said, and nothing billed
    ("乐陵", "lao4 ling2", '<phoneme alphabet="sapi" ph="lao 4">乐</phoneme>陵'),
    ("绿地", "lu4 di4", '<phoneme alphabet="sapi" ph="lu 4">绿</phoneme>地'),
    ("虑", "nv3", '<phoneme alphabet="sapi" ph="nv 3">虑</phoneme>'),
    ("虑", "lve4", '<phoneme alphabet="sapi" ph="lue 4">虑</phoneme>'),
    ("还款", "huan3 kuan3", '<phoneme alphabet="sapi" ph="huan 2">还</phoneme>款'),
    ("还，款", "huan3 - kuan3", '<phoneme alphabet="sapi" ph="huan 3">还</phoneme>，款'),
    ("东西", "dong1 xi1", "东西"),
    ("一个", "yi1 ge4", "一个"),
    ("嗯", "hm4", "哼"),  # the set has no such phone
    ("嗯", "fiao4", "哼"),  # nor is it known to have one of a dialect
    ("A&<b>好\x00", "- - - - - hao3 -", "A&amp;&lt;b&gt;好"),
]


def respell(spoken, readings, likely):
    """What is left to homophones: 哼 stands for each."""
    return "".join("哼" if plan != guess else c for c, plan, guess in zip(spoken, readings, likely, strict=True))


@every_row(("text", "plan", "sent"), READINGS)
def test_phonemes_only_where_the_voice_would_misread(text, plan, sent):
    readings = [None if reading == "-" else reading for reading in plan.split()]
    assert Azure(respell=respell).render(text, readings, VOICE) == sent


@pytest.mark.parametrize(
    "name", ["zh-CN-Xiaochen:DragonHDLatestNeural", "zh-CN-XiaoxiaoMultilingualNeural", "zh-CN-liaoning-XiaobeiNeural"]
)
def test_a_voice_that_takes_no_phonemes_is_told_by_homophones(name):
    told = Azure(respell=lambda spoken, readings, likely: spoken.replace("乐", "涝"))
    assert told.render("乐陵", ["lao4", "ling2"], with_settings(voice=name)) == "涝陵"


def test_text_that_looks_like_markup_is_spoken_and_not_obeyed(serve):
    server = serve()
    text = "今天</voice><voice name='x'>城里&有新闻"
    engine = Azure(QUICK)
    list(engine.speak([SpeechRequest(engine.render(text, PLAIN[: len(text)], VOICE), VOICE)]))
    assert len(ElementTree.fromstring(server.asked[0][2])) == 1
    assert "".join(ElementTree.fromstring(server.asked[0][2]).itertext()) == text


def test_style_rate_and_pitch_are_said_only_where_they_are_set(serve, tmp_path):
    server = serve()
    run(tmp_path, TEXTS[:1])
    run(tmp_path, TEXTS[:1], with_settings(style="newscast", rate="+10%", pitch="-2%", voice="zh-CN-YunyangNeural"))
    plain, styled = (re.search("<voice.*</voice>", body)[0] for _, _, body in server.asked)
    assert plain == f'<voice name="zh-CN-XiaoxiaoNeural">{TEXTS[0]}</voice>'
    inside = f'<prosody rate="+10%" pitch="-2%">{TEXTS[0]}</prosody>'
    assert styled == (
        f'<voice name="zh-CN-YunyangNeural"><mstts:express-as style="newscast">{inside}</mstts:express-as></voice>'
    )


# The bill


def test_a_chinese_character_is_billed_as_two_and_markup_inside_the_voice_too(serve, tmp_path):
    """Microsoft's pricing note: two for each Han character, every code point of markup but <speak> and <voice>."""
    serve()
    counted = []
    run(tmp_path, ["今天，A股。"], count=lambda name, number: counted.append(number))
    engine = Azure(QUICK, count=lambda name, number: counted.append(number))
    list(engine.speak([SpeechRequest('<phoneme alphabet="sapi" ph="lao 4">乐</phoneme>陵', VOICE)]))
    assert counted == [3 * 2 + 3, len('<phoneme alphabet="sapi" ph="lao 4"></phoneme>') + 2 * 2]


def test_nothing_is_sent_that_would_pass_the_limit(serve, tmp_path):
    server = serve()
    with pytest.raises(EngineUnavailable, match="paid_characters"):
        run(tmp_path, characters=20)
    assert server.asked == []


# Key and region


def test_available_asks_for_the_voices_and_says_nothing(serve):
    server = serve()
    Azure(QUICK).available([VOICE])
    assert [path for path, _ in server.probed] == ["/cognitiveservices/voices/list"]
    assert server.asked == []


@pytest.mark.parametrize("fault", [*STATUS, "down", *cases(["silent"])])
def test_not_available(serve, fault):
    server = serve(probe=fault, elsewhere="http://127.0.0.1:9/")
    if fault in ("nowhere", "bad"):
        Azure(QUICK).available([VOICE])  # it may be another's server that has no such list
        return
    with pytest.raises(EngineUnavailable, match=server.url):
        Azure(QUICK).available([VOICE])


def test_a_wrong_key_is_named_with_its_variable(serve, monkeypatch):
    serve()
    monkeypatch.setenv("TINGBAO_AZURE_KEY", "wrong-one")
    with pytest.raises(EngineUnavailable, match=r"refuses the key \(401\): see TINGBAO_AZURE_KEY") as caught:
        Azure(QUICK).available([VOICE])
    assert "wrong-one" not in str(caught.value)


@pytest.mark.parametrize(
    ("variables", "hint"),
    [
        ({}, "set TINGBAO_AZURE_REGION"),
        ({"REGION": "eastasia"}, "needs a key: set TINGBAO_AZURE_KEY"),
        ({"REGION": "evil.example/", "KEY": KEY}, "short name of a region"),
        ({"REGION": "East Asia", "KEY": KEY}, "short name of a region"),
        ({"BASE_URL": "voice.example", "KEY": KEY}, "https"),
        ({"BASE_URL": "https://me:secret@voice.example", "KEY": KEY}, "no user"),
        ({"BASE_URL": "https://voice.example/?a=1", "KEY": KEY}, "no [?]"),
        ({"BASE_URL": "http://voice.example", "KEY": KEY}, "for all to read"),
        ({"REGION": "eastasia", "KEY": "two words"}, "holds a blank"),
    ],
)
def test_what_the_environment_lacks_is_named_and_nobody_is_asked(monkeypatch, variables, hint):
    for name in ("KEY", "REGION", "BASE_URL"):
        monkeypatch.delenv(f"TINGBAO_AZURE_{name}", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(f"TINGBAO_AZURE_{name}", value)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: pytest.fail("it was asked"))
    for act in (lambda: Azure().available([VOICE]), lambda: list(Azure().speak([SpeechRequest("今天", VOICE)]))):
        with pytest.raises(EngineUnavailable, match=hint) as caught:
            act()
        assert not any(secret in str(caught.value) for secret in (KEY, "two words", "me:secret"))


def test_the_region_is_that_of_the_environment(monkeypatch):
    monkeypatch.setenv("TINGBAO_AZURE_REGION", "eastasia")
    asked = []
    monkeypatch.setattr("service.core.network.send", lambda method, url, **_: asked.append(url) or (200, {}))
    Azure().available([VOICE])
    assert asked == ["https://eastasia.tts.speech.microsoft.com/cognitiveservices/voices/list"]


@every_row(
    "setting", [("voice", "Xiaoxiao"), ("voice", 'zh-CN-X" evil="'), ("rate", "10"), ("style", "a b"), ("zest", 1)]
)
def test_an_impossible_setting_is_named(setting):
    with pytest.raises(ConfigError, match=rf"mine\.toml.*{setting[0]}"):
        Azure().key(SpeechRequest("你好", with_settings(**dict([setting]))))
