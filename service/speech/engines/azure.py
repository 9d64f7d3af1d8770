"""Azure's neural voices by REST: the same company's voices as edge's, under a contract that allows broadcasting.

A reading is told by a phoneme where the voice would likely misread it: of Azure's own set for zh-CN, which is pinyin
with the tone apart (`hang 2`). One that the set does not have would have the whole text refused, so it is told by a
homophone. Key and region come from the environment.
"""

from __future__ import annotations

import functools
import html
import operator
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from service.core import web_url
from service.core.messages import _
from service.errors import ConfigError, EngineUnavailable
from service.speech.engines import sound_file
from service.speech.engines.engine import SpeechRequest, Terms, digest
from service.speech.engines.expected_reading import expected_readings
from service.speech.engines.speech_service import ServiceEngine, ServiceRequest, key_of, origin
from service.speech.voice_profiles import Setting, Voice

ADAPTER_VERSION = 1
"""Increase it when the same request would sound different."""

KEY_VARIABLE, REGION_VARIABLE, ADDRESS_VARIABLE = "TINGBAO_AZURE_KEY", "TINGBAO_AZURE_REGION", "TINGBAO_AZURE_BASE_URL"
"""The address is for clouds of their own, as China's: https://chinanorth3.tts.speech.azure.cn."""
DEFAULTS: dict[str, Setting] = {"voice": "zh-CN-XiaoxiaoNeural", "style": "", "rate": "+0%", "pitch": "+0%"}
"""Voice settings: Azure's name of the voice; a style that this voice knows (newscast); pace and pitch."""
SETTING_FORMATS = {
    "voice": r"[a-z]{2,3}-[A-Z]{2}(-[A-Za-z0-9]+)?-\w+(:\w+)?",
    "style": r"[a-z-]{0,40}",
    "rate": r"[+-]\d{1,3}%",
    "pitch": r"[+-]\d{1,2}%",
}
OUTPUT_FORMAT = "riff-24khz-16bit-mono-pcm"
"""The project's own rate, in a file that says how long it is."""
_SPEECH_PATH, _VOICES_PATH = "/cognitiveservices/v1", "/cognitiveservices/voices/list"
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Each counts as two characters on Azure's bill."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SYLLABLE = re.compile(
    "(?!(?:biang|bong|cei|chua|din|fiao|kei|len|nia|nun|rua|tei|wong)[1-5])((?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:a|e|i|u|v|ai|ei|ui|ao|ou|iu|ie|ue|an|en|in|un|ang|eng|ing|ong|ia|ian|iang"
    "|iao|iong|ua|uai|uan|uang|uo)|[bpmfw]o|a|o|e|ai|ei|ao|ou|an|en|ang|er)([1-5])"
)
"""A syllable of the phone set, by its initials, finals and whole syllables (Microsoft's page on phonetic alphabets).

Syllables of dialects, which the page does not show, are none: one that is unknown has the whole text refused.
"""


class Azure(ServiceEngine):
    """Speaks by the region that the environment names."""

    name = "azure"
    notice: str = _("azure sends the text to Microsoft's Azure, which charges by the character. (This is said once.)")

    def terms(self, voice: Voice | None = None) -> Terms:
        """Return what holds for every voice of Azure's."""
        return Terms(
            cost=_("by the character, on your Azure bill"),
            text_goes_to=_whereto(),
            source=_("Azure's voice {name}", name=_settings(voice)["voice"]) if voice else _("Azure's neural voices"),
            licence=_("your contract with Microsoft for Azure"),
            broadcast=True,
        )

    def available(self, voices: Sequence[Voice] = ()) -> None:
        """Ask for the list of voices, which costs nothing. Raise EngineUnavailable without a key, or without answer."""
        for voice in voices:
            _settings(voice)
        base_url = _base_url()
        self._service.probe(base_url + _VOICES_PATH, _headers(base_url), _place(base_url), _advice())

    def render(self, spoken: str, readings: Sequence[str | None], voice: Voice) -> str:
        """Return the text as SSML: phonemes where the voice would likely misread the plan, homophones where none is.

        Phonemes are for the plain voices of zh-CN: others have other phones, or are not known to take any.
        """
        likely = expected_readings(spoken, readings)
        phones = [
            _phones(spoken, readings, i) if _takes_phonemes(voice) and readings[i] != likely[i] else ""
            for i in range(len(spoken))
        ]
        if self._respell:
            untold = [guess if told else plan for told, plan, guess in zip(phones, readings, likely, strict=True)]
            spoken = self._respell(spoken, untold, likely)
        return "".join(
            f'<phoneme alphabet="sapi" ph="{told}">{escaped}</phoneme>' if told else escaped
            for told, escaped in zip(phones, map(_escaped, spoken), strict=True)
        )

    def key(self, request: SpeechRequest) -> str:
        """Hash text, settings and form; neither key nor region, as the voices are the same everywhere."""
        own = os.environ.get(ADDRESS_VARIABLE, "")
        return digest(self.name, ADAPTER_VERSION, OUTPUT_FORMAT, own, request.text, _settings(request.voice))

    def speak(self, requests: Sequence[SpeechRequest]) -> Iterator[tuple[int, bytes]]:
        """Speak up to three at once. What Azure gives that is no sound of the text fails the check of its clip."""
        if not requests:
            return
        base_url = _base_url()
        headers = {
            "Content-Type": "application/ssml+xml",
            "X-Microsoft-OutputFormat": OUTPUT_FORMAT,
            **_headers(base_url),
        }
        posts = []
        for request in requests:
            inside = _inside(request)
            voice = _settings(request.voice)["voice"]
            posts.append(
                ServiceRequest(
                    url=base_url + _SPEECH_PATH,
                    headers=headers,
                    body=_document(str(voice), inside).encode(),
                    characters=len(inside) + len(_HAN.findall(inside)),
                    place=_place(base_url),
                    advice=_(
                        "see {key_variable}, {region_variable} and {name}",
                        key_variable=KEY_VARIABLE,
                        region_variable=REGION_VARIABLE,
                        name=Path(request.voice.origin).name,
                    ),
                    read=operator.attrgetter("body"),
                )
            )
        yield from self._service.answers(posts)

    def decode(self, raw: bytes) -> tuple[bytes, int]:
        """Return the samples of a WAV at its own rate."""
        return sound_file.decode(raw)


def _inside(request: SpeechRequest) -> str:
    """Return what stands inside the element of the voice; all of it is billed, so nothing is said that is the default.

    The text is SSML already, from `render`.
    """
    settings, inside = _settings(request.voice), request.text
    changed = [name for name in ("rate", "pitch") if settings[name] != DEFAULTS[name]]
    if changed:
        attributes = " ".join(f'{name}="{settings[name]}"' for name in changed)
        inside = f"<prosody {attributes}>{inside}</prosody>"
    if settings["style"]:
        inside = f'<mstts:express-as style="{settings["style"]}">{inside}</mstts:express-as>'
    return inside


def _document(voice: str, inside: str) -> str:
    language = re.match("[a-z]+-[A-Z]+", voice)
    assert language  # its form has been checked
    return (
        '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xmlns:mstts="https://www.w3.org/2001/mstts"'
        f' xml:lang="{language[0]}"><voice name="{voice}">{inside}</voice></speak>'
    )


def _phones(spoken: str, readings: Sequence[str | None], i: int) -> str:
    """Return a reading as Azure's phones: `hang 2`; empty where it has none for it.

    A third tone directly before another is given as the second that is heard: phones are taken as they stand.
    """
    found = _SYLLABLE.fullmatch((readings[i] or "").replace("lve", "lue").replace("nve", "nue"))
    if not found:
        return ""
    following = readings[i + 1] if i + 1 < len(spoken) else None
    tone = "2" if found[2] == "3" and (following or "").endswith("3") else found[2]
    return f"{found[1]} {tone}"


def _takes_phonemes(voice: Voice) -> bool:
    return bool(re.fullmatch("zh-CN-(?!.*Multilingual)[A-Za-z]+", str(_settings(voice)["voice"])))


def _escaped(character: str) -> str:
    return html.escape(_NOT_XML.sub("", character), quote=False)


def _base_url() -> str:
    """Return the address of the service. Raise EngineUnavailable where the environment does not name it rightly."""
    region, own = os.environ.get(REGION_VARIABLE, ""), os.environ.get(ADDRESS_VARIABLE, "")
    if own:
        try:
            parts = web_url.split(own)
        except ValueError as fault:
            raise EngineUnavailable(
                _("{address_variable} cannot be used: {fault}.", address_variable=ADDRESS_VARIABLE, fault=fault)
            ) from None
        if parts.query or parts.fragment:
            raise EngineUnavailable(
                _("{address_variable} cannot be used: it must have no ? and no #.", address_variable=ADDRESS_VARIABLE)
            )
        return own.rstrip("/")
    if not region:
        raise EngineUnavailable(
            _(
                "azure needs a region: set {region_variable}, as in eastasia, and {key_variable}.",
                region_variable=REGION_VARIABLE,
                key_variable=KEY_VARIABLE,
            )
        )
    if not re.fullmatch("[a-z0-9]{2,40}", region):
        raise EngineUnavailable(
            _("{region_variable} must be the short name of a region, as in eastasia.", region_variable=REGION_VARIABLE)
        )
    return f"https://{region}.tts.speech.microsoft.com"


def _whereto() -> str:
    """Return who gets the text, as far as the environment says it."""
    try:
        return _("Microsoft's Azure at {address}", address=origin(_base_url()))
    except EngineUnavailable:
        return _("Microsoft's Azure")


def _headers(base_url: str) -> Mapping[str, str]:
    """Return the field with the key. Raise EngineUnavailable where it lacks, or would be sent for all to read."""
    key = key_of(KEY_VARIABLE, base_url, _place(base_url))
    if not key:
        raise EngineUnavailable(_("azure needs a key: set {key_variable}.", key_variable=KEY_VARIABLE))
    return {"Ocp-Apim-Subscription-Key": key}


def _place(base_url: str) -> str:
    return _("{engine} at {address}", engine="azure", address=origin(base_url))


def _advice() -> str:
    return _(
        "see {key_variable} and {region_variable}, which belong together",
        key_variable=KEY_VARIABLE,
        region_variable=REGION_VARIABLE,
    )


@functools.lru_cache(256)
def _settings(voice: Voice) -> Mapping[str, Setting]:
    """Return the voice's settings over the defaults. Raise ConfigError for what azure does not know."""
    settings = dict(DEFAULTS)
    for name, value in voice.settings:
        if name not in DEFAULTS:
            raise ConfigError(
                _(
                    "{origin}: azure has no setting {name!r}; it has {known}.",
                    origin=voice.origin,
                    name=name,
                    known=list(DEFAULTS),
                )
            )
        if not re.fullmatch(SETTING_FORMATS[name], str(value)):
            like = DEFAULTS[name] or "newscast"
            raise ConfigError(
                _(
                    "{origin}: settings.{name} must look like {like!r}, not {value!r}.",
                    origin=voice.origin,
                    name=name,
                    like=like,
                    value=value,
                )
            )
        settings[name] = value
    return settings
