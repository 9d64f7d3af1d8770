"""The openai engine against a stand-in: every run ends with every clip, or says why not; the key stays where it is."""

import dataclasses
import json
import threading
import time
from typing import Any

import pytest

from service.core import network
from service.errors import BadClip, ConfigError, EngineUnavailable
from service.speech.engines import SpeechRequest
from service.speech.engines.openai import OpenAI
from service.speech.engines.speech_service import ServiceLimits
from service.speech.synthesis import VoiceLost, speech_request, synthesize
from service.speech.voice_profiles import Voice
from service.storage.disk_cache import DiskCache
from service.storage.key_locks import SharedSemaphore
from tests.support.edge_server import assert_spoken
from tests.support.http_server import serving
from tests.support.speech_server import CLIPS, FAULTS, PASSING, STATUS, SpeechServer, cases, state
from tests.support.tables import every_row, thinned

QUICK = ServiceLimits(silence=2.0, attempt=3.0, attempts=3, backoff=0.001, deadline=60.0, probe=2.0)
KEY = "sk-7f3a-not-for-everybody"
TEXTS = [
    f"第{number}条，{'今天城里有新闻' * size}。"
    for number, size in zip("一二三四五六七", (1, 3, 2, 4, 1, 2, 3), strict=True)
]
LONGEST_FIRST = sorted(TEXTS, key=len, reverse=True)


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("TINGBAO_OPENAI_KEY", KEY)
    network.tls_context()  # read before the time is limited


@pytest.fixture
def serve():
    """Start a stand-in; more than one may run."""
    stack = []

    def start(plan=lambda number: "", **changes):
        context = serving(SpeechServer, **state(plan=plan, **changes))
        stack.append(context)
        return context.__enter__()

    yield start
    for context in stack:
        context.__exit__(None, None, None)


def voice_at(server, **changes):
    settings = {"base_url": f"{server.url}/v1", "model": "cosy", "voice": "云", **changes}
    return Voice("mine", "openai", "某", pace=5.0, settings=tuple(sorted(settings.items())), origin="mine.toml")


def run(folder, voice, texts=TEXTS, limits=QUICK, **options):
    engine = OpenAI(limits, **options)
    requests = [speech_request(engine, text, [None] * len(text), voice) for text in texts]
    return synthesize(requests, engine, DiskCache(folder / "clips"))


def bodies(server):
    return [json.loads(body) for _, _, body in server.asked]


@pytest.mark.parametrize("form", thinned(["wav", "mp3", "pcm"], 3))
def test_all_texts_come_in_each_format_and_with_the_key(serve, tmp_path, form):
    server = serve(key_fits=lambda headers: headers.get("Authorization") == f"Bearer {KEY}")
    assert_spoken(run(tmp_path, voice_at(server, response_format=form)), TEXTS)
    assert sorted(body["input"] for body in bodies(server)) == sorted(TEXTS)
    assert {path for path, _, _ in server.asked} == {"/v1/audio/speech"}
    assert {(b["model"], b["voice"], b["response_format"]) for b in bodies(server)} == {("cosy", "云", form)}


def test_speed_and_instructions_are_sent_only_where_they_are_set(serve, tmp_path):
    server = serve()
    run(tmp_path, voice_at(server), TEXTS[:1])
    run(tmp_path, voice_at(server, speed=1.25, instructions="像新闻主播"), TEXTS[:1])
    plain, told = bodies(server)
    assert plain.keys() == {"model", "input", "voice", "response_format"}
    assert (told["speed"], told["instructions"]) == (1.25, "像新闻主播")


def test_at_most_three_at_once_and_three_indeed(serve, tmp_path):
    server = serve(latency=0.05)
    run(tmp_path, voice_at(server))
    assert server.most == 3


@pytest.mark.parametrize("threads", [0, 1])
def test_where_threads_are_few_fewer_ask(serve, tmp_path, monkeypatch, threads):
    started, start = [], threading.Thread.start

    def limited(thread):
        if thread.name != "speech":
            return start(thread)
        if len(started) == threads:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        return start(thread)

    server = serve()
    monkeypatch.setattr(threading.Thread, "start", limited)
    if threads:
        assert_spoken(run(tmp_path, voice_at(server)), TEXTS)
    else:
        with pytest.raises(RuntimeError, match="can't start new thread"):
            run(tmp_path, voice_at(server))


@pytest.mark.slow
def test_runs_at_the_same_time_share_three_requests(serve, tmp_path):
    server, failures = serve(latency=0.05), []

    def one(number):
        try:
            run(tmp_path / str(number), voice_at(server), slots=tmp_path / "openai.slots")
        except Exception as error:
            failures.append(error)

    runs = [threading.Thread(target=one, args=(number,)) for number in range(3)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert (server.most, len(server.asked), failures) == (3, 3 * len(TEXTS), [])


@pytest.mark.slow
def test_waiting_for_other_runs_is_not_held_against_the_server(serve, tmp_path):
    server, slots = serve(), SharedSemaphore(tmp_path / "slots", QUICK.parallel)
    taken = [slots.acquire() for _ in range(QUICK.parallel)]
    free = threading.Timer(1.5, lambda: [slots.release(slot) for slot in taken])
    free.start()
    run(tmp_path, voice_at(server), TEXTS[:1], dataclasses.replace(QUICK, deadline=0.8), slots=tmp_path / "slots")
    free.join()
    assert len(server.asked) == 1


@pytest.mark.slow
def test_a_server_that_is_never_done_has_a_deadline(serve, tmp_path):
    server, began = serve(lambda number: "busy", patience="1"), time.monotonic()
    patient = dataclasses.replace(QUICK, attempts=50, deadline=0.8)
    with pytest.raises(EngineUnavailable, match=r"not done within 0\.8 s"):
        run(tmp_path, voice_at(server), TEXTS[:1], patient)
    assert time.monotonic() - began < 5


def test_what_is_cached_is_not_sent_again(serve, tmp_path):
    server = serve()
    assert run(tmp_path, voice_at(server)) == run(tmp_path, voice_at(server))
    assert len(server.asked) == len(TEXTS)


@pytest.mark.parametrize("place", [0, pytest.param(6, marks=pytest.mark.slow)])
@pytest.mark.parametrize("fault", cases((*PASSING, *CLIPS), 6))
def test_one_fault_is_survived(serve, tmp_path, fault, place):
    server = serve(lambda number: fault if number == place else "")
    assert_spoken(run(tmp_path, voice_at(server)), TEXTS)
    assert len(server.asked) == len(TEXTS) + 1


@pytest.mark.parametrize("fault", cases(FAULTS, 8))
def test_a_fault_that_stays_ends_soon_in_a_clear_failure_without_the_key(serve, tmp_path, fault, caplog):
    other = serve()
    server = serve(lambda number: fault if number >= 3 else "", elsewhere=f"{other.url}/v1/audio/speech")
    began = time.monotonic()
    with caplog.at_level("DEBUG"), pytest.raises(EngineUnavailable) as caught:
        run(tmp_path, voice_at(server))
    assert time.monotonic() - began < 30
    assert len(server.asked) <= 3 * (len(TEXTS) + 3)
    said = str(caught.value)
    assert KEY not in said + "".join(each.getMessage() for each in caplog.records if each.name == "service")
    assert said.endswith((".", "。"))
    assert not any(word in said for word in ("Traceback", "<", "Authorization", "bytearray"))
    assert (other.asked, other.probed) == ([], [])
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert KEY.encode() not in kept


@pytest.mark.parametrize("fault", STATUS)
def test_what_no_further_attempt_mends_is_asked_once_by_each_thread_at_most(serve, tmp_path, fault):
    server = serve(lambda number: fault, elsewhere="http://127.0.0.1:9/v1/audio/speech")
    with pytest.raises(EngineUnavailable, match=str(STATUS[fault])):
        run(tmp_path, voice_at(server))
    assert len(server.asked) <= 3


def test_what_was_spoken_before_a_failure_is_kept(serve, tmp_path):
    server = serve(lambda number: "unknown key" if number == 4 else "", latency=0.02)
    with pytest.raises(EngineUnavailable):
        run(tmp_path, voice_at(server))
    kept = len(server.asked) - 1
    assert kept >= 4
    server.plan = lambda number: ""
    assert_spoken(run(tmp_path, voice_at(server)), TEXTS)
    assert len(server.asked) == kept + 1 + len(TEXTS) - kept


@pytest.mark.slow
def test_a_server_is_given_the_time_for_which_it_asks(serve, tmp_path):
    server = serve(lambda number: "busy" if number == 0 else "", patience="1")
    began = time.monotonic()
    run(tmp_path, voice_at(server), TEXTS[:1])
    assert time.monotonic() - began > 0.5


def test_an_hour_is_not_waited_for(serve, tmp_path):
    server = serve(lambda number: "busy", patience="3600")
    began = time.monotonic()
    with pytest.raises(EngineUnavailable, match="429"):
        run(tmp_path, voice_at(server), TEXTS[:1], dataclasses.replace(QUICK, backoff_most=0.05))
    assert time.monotonic() - began < 5


def test_an_answer_without_end_is_not_kept_in_memory(serve, tmp_path, monkeypatch):
    monkeypatch.setattr("service.speech.engines.speech_service._LARGEST", 10_000)
    server = serve()
    with pytest.raises(EngineUnavailable, match=r"over 0\.01 MB"):
        run(tmp_path, voice_at(server), TEXTS[:1])


def test_an_address_where_nobody_listens(tmp_path):
    voice = voice_at(type("Nobody", (), {"url": "http://127.0.0.1:9"}))
    with pytest.raises(EngineUnavailable, match="3 times in a row: Connection refused"):
        run(tmp_path, voice)
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        OpenAI(QUICK).available([voice])


def test_a_server_that_answers_whatever_it_likes_is_understood(serve, tmp_path):
    """Asked for pcm, some answer with WAV or MP3: the files say so themselves."""
    from tests.support.speech_server import sound_of

    for form in ("wav", "mp3"):
        server = serve(sound=lambda body, fault, form=form: sound_of(json.loads(body)["input"], form, fault))
        assert_spoken(run(tmp_path / form, voice_at(server, response_format="pcm")), TEXTS)


def test_a_rate_that_is_not_the_voices_is_named(serve, tmp_path):
    server = serve(sound=lambda body, fault: ("audio/pcm; rate=22050", bytes(44100)))
    with pytest.raises(EngineUnavailable, match="22050 samples a second where sample_rate is 24000"):
        run(tmp_path, voice_at(server, response_format="pcm"), TEXTS[:1])


# What it may cost


def test_each_attempt_is_counted(serve, tmp_path):
    server, counted = serve(lambda number: "down" if number == 0 else ""), []
    run(tmp_path, voice_at(server), TEXTS[:1], count=lambda name, number: counted.append((name, number)))
    assert counted == [("paid_characters", len(TEXTS[0]))] * 2


def test_nothing_is_sent_that_would_pass_the_limit(serve, tmp_path):
    server = serve()
    enough = sum(map(len, TEXTS))
    with pytest.raises(EngineUnavailable, match=rf"{enough} more characters.*{enough - 1}: raise paid_characters"):
        run(tmp_path, voice_at(server), characters=enough - 1)
    assert server.asked == []
    assert_spoken(run(tmp_path, voice_at(server), characters=enough), TEXTS)


def test_the_limit_is_the_runs_and_not_the_calls(serve):
    server = serve()
    engine, voice = OpenAI(QUICK, characters=len(TEXTS[0]) + 5), voice_at(server)
    assert [raw[:4] for _, raw in engine.speak([SpeechRequest(TEXTS[0], voice)])] == [b"RIFF"]
    with pytest.raises(EngineUnavailable, match="paid_characters"):
        list(engine.speak([SpeechRequest(TEXTS[0], voice)]))
    assert len(server.asked) == 1


def test_attempts_stop_at_the_limit(serve):
    server = serve(lambda number: "down")
    engine = OpenAI(QUICK, characters=2 * len(TEXTS[0]))
    with pytest.raises(EngineUnavailable, match="paid_characters"):
        list(engine.speak([SpeechRequest(TEXTS[0], voice_at(server))]))
    assert len(server.asked) == 2


# Available or not


def test_available_asks_for_the_models_and_says_nothing(serve):
    server = serve()
    OpenAI(QUICK).available([voice_at(server)])
    ((path, headers),) = server.probed
    assert (path, headers["Authorization"], server.asked) == ("/v1/models", f"Bearer {KEY}", [])


@pytest.mark.parametrize("fault", ["nowhere", "bad"])
def test_a_server_without_a_list_of_models_is_available(serve, fault):
    OpenAI(QUICK).available([voice_at(serve(probe=fault))])


@pytest.mark.parametrize("fault", ["unknown key", "forbidden", "redirect", "moved", "down", "busy", *cases(["silent"])])
def test_not_available(serve, fault):
    other = serve()
    server = serve(probe=fault, elsewhere=f"{other.url}/v1/models")
    with pytest.raises(EngineUnavailable, match=server.url):
        OpenAI(QUICK).available([voice_at(server)])
    assert other.probed == []


# The key


def test_no_key_is_needed_on_this_machine(serve, tmp_path, monkeypatch):
    monkeypatch.delenv("TINGBAO_OPENAI_KEY")
    server = serve()
    run(tmp_path, voice_at(server), TEXTS[:1])
    assert "Authorization" not in server.asked[0][1]


@pytest.mark.parametrize(
    ("base_url", "key", "value", "hint"),
    [
        ("https://voice.example/v1", "TINGBAO_OPENAI_KEY", "", "needs a key: set TINGBAO_OPENAI_KEY"),
        ("https://voice.example/v1", "TINGBAO_OPENAI_KEY_B", "", "set TINGBAO_OPENAI_KEY_B"),
        ("http://voice.example/v1", "TINGBAO_OPENAI_KEY", KEY, "for all to read"),
        ("https://voice.example/v1", "TINGBAO_OPENAI_KEY", "two words", "holds a blank"),
        ("https://voice.example/v1", "TINGBAO_OPENAI_KEY", "a\r\nX-Other: 1", "holds a blank"),
    ],
)
def test_a_key_that_lacks_or_must_not_be_sent(monkeypatch, base_url, key, value, hint):
    monkeypatch.setenv("TINGBAO_OPENAI_KEY", "")
    monkeypatch.setenv(key, value)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: pytest.fail("it was asked"))
    voice = voice_at(type("There", (), {"url": base_url.removesuffix("/v1")}), key=key)
    with pytest.raises(EngineUnavailable, match=hint) as caught:
        OpenAI(QUICK).available([voice])
    assert not value or value not in str(caught.value)
    with pytest.raises(EngineUnavailable, match=hint):
        list(OpenAI(QUICK).speak([SpeechRequest("今天", voice)]))


def test_each_address_gets_its_own_key(serve, tmp_path, monkeypatch):
    monkeypatch.setenv("TINGBAO_OPENAI_KEY_STUDIO", "studio-key-9")
    one, other, none = serve(), serve(), serve()
    run(tmp_path / "a", voice_at(one), TEXTS[:1])
    run(tmp_path / "b", voice_at(other, key="TINGBAO_OPENAI_KEY_STUDIO"), TEXTS[:1])
    run(tmp_path / "c", voice_at(none, key=""), TEXTS[:1])
    sent = [server.asked[0][1].get("Authorization") for server in (one, other, none)]
    assert sent == [f"Bearer {KEY}", "Bearer studio-key-9", None]


def test_the_key_is_no_part_of_what_is_kept(serve, monkeypatch):
    request = SpeechRequest("今天", voice_at(serve()))
    before = OpenAI().key(request)
    monkeypatch.setenv("TINGBAO_OPENAI_KEY", "another")
    assert OpenAI().key(request) == before


def test_this_machine_is_never_asked_through_a_proxy(serve, tmp_path, monkeypatch):
    proxy, server = serve(), serve()
    monkeypatch.setenv("http_proxy", proxy.url)
    run(tmp_path, voice_at(server), TEXTS[:1])
    OpenAI(QUICK).available([voice_at(server)])
    assert (proxy.asked, proxy.probed) == ([], [])


# Settings


@every_row(
    ("setting", "hint"),
    [
        ({"base_url": ""}, "base_url is missing"),
        ({"model": ""}, "model is missing"),
        ({"voice": ""}, "voice is missing"),
        ({"base_url": "ftp://a.example/v1"}, "http://"),
        ({"base_url": "https://me:secret@a.example/v1"}, "no user and no password"),
        ({"base_url": "https://a.example/v1?key=1"}, "without"),
        ({"base_url": "https://a.example/v1 "}, "no spaces"),
        ({"base_url": "https://a.example/v1/audio/speech/"}, "leave out /audio/speech"),
        ({"base_url": "https://a.example:99999/v1"}, "port"),
        ({"response_format": "ogg"}, "wav, mp3, pcm"),
        ({"speed": 9}, "speed"),
        ({"speed": float("nan")}, "speed"),
        ({"speed": "fast"}, "speed"),
        ({"sample_rate": 1.5}, "sample_rate"),
        ({"model": 3}, "must be a text"),
        ({"key": "AWS_SECRET_ACCESS_KEY"}, "TINGBAO_OPENAI_KEY"),
        ({"key": "sk-123"}, "TINGBAO_OPENAI_KEY"),
        ({"zest": 1}, "zest"),
    ],
)
def test_an_impossible_setting_is_named(setting, hint):
    voice = voice_at(type("There", (), {"url": "http://127.0.0.1:9"}), **setting)
    with pytest.raises(ConfigError, match=rf"mine\.toml.*{hint}") as caught:
        OpenAI().key(SpeechRequest("你好", voice))
    assert not any(secret in str(caught.value) for secret in ("sk-123", "me:secret"))


def test_the_terms_name_the_address(serve):
    voice = voice_at(serve())
    assert OpenAI().terms(voice).text_goes_to == voice.settings[0][1].removesuffix("/v1")


# Stopping


@pytest.mark.parametrize("fault", ["silent", "stalled", "drip"])
def test_stopping_ends_what_is_under_way_at_once(serve, fault):
    server = serve(lambda number: fault if number else "")
    slow = ServiceLimits(silence=30, attempt=30)
    threads, began = threading.active_count(), time.monotonic()
    answers: Any = OpenAI(slow).speak([SpeechRequest(text, voice_at(server)) for text in TEXTS])
    next(answers)
    while len(server.asked) < 3:
        time.sleep(0.01)
    mine = [thread for thread in threading.enumerate() if thread.name.startswith("speech")]
    answers.close()
    assert time.monotonic() - began < 3
    assert not any(thread.is_alive() for thread in mine)
    assert threading.active_count() <= threads + 5  # the stand-in's own


def test_a_voice_that_says_nothing_is_lost(serve, tmp_path):
    with pytest.raises(VoiceLost, match="says nothing"):
        run(tmp_path, voice_at(serve(lambda number: "empty")))


def test_homophones_are_written_where_a_server_would_misread():
    def respell(spoken, readings, likely):
        return "".join("航" if plan != guess else c for c, plan, guess in zip(spoken, readings, likely, strict=True))

    voice = voice_at(type("There", (), {"url": "http://127.0.0.1:9"}))
    assert OpenAI(respell=respell).render("行", ["hang2"], voice) == "航"
    assert OpenAI(respell=respell).render("银行", ["yin2", "hang2"], voice) == "银行"


@pytest.mark.parametrize("raw", [b"", b"<html>", bytes(5000)])
def test_what_is_no_sound_does_not_decode(raw):
    with pytest.raises(BadClip):
        OpenAI().decode(raw)
