"""`tingbao voices`: list the voices, hear one, make one of a neural model."""

from pathlib import Path
from typing import Annotated

import typer

from service.commands.argument_types import ConfigOption, JsonOption
from service.commands.terminal import command_log, print_json, print_line, print_table
from service.core import memory
from service.core.messages import _
from service.errors import UsageError

app = typer.Typer(help="List the voices and hear them.", no_args_is_help=True)


@app.command("list", epilog="Example: tingbao voices list")
def list_voices(json: JsonOption = False, config: ConfigOption = None) -> None:
    """List the voices, the user's and the shipped ones: what each costs, and whether it may be broadcast."""
    from dataclasses import asdict

    from service.pipeline.episode_spec import voice_folders
    from service.settings import load as load_settings
    from service.speech import engines
    from service.speech.voice_profiles import load

    known = load(voice_folders(load_settings(config))).values()
    voices = sorted(known, key=lambda voice: voice.engine)  # of each engine its anchors first
    found = [(voice, engines.terms(voice)) for voice in voices]
    if json:
        listed = [
            {"name": v.name, "engine": v.engine, "speaker": v.anchor, "language": v.language} | asdict(terms)
            for v, terms in found
        ]
        print_json(listed)
    else:
        rows = [(v.name, v.engine, v.anchor, t.cost, t.verdict, t.text_goes_to, t.source) for v, t in found]
        print_table(
            (
                _("name"),
                _("engine"),
                _("speaker"),
                _("costs"),
                _("may be broadcast"),
                _("text goes to"),
                _("sound from"),
            ),
            rows,
        )


@app.command("try", epilog="Example: tingbao voices try espeak-xia --text 茌平区 -o hello.wav")
def try_voice(
    name: Annotated[str, typer.Argument(help="As `tingbao voices list` names it.")],
    text: Annotated[str, typer.Option(help="What to say.")] = "您好，这里是听报。",
    output: Annotated[
        Path | None,
        typer.Option("--output", "--out", "-o", help="The WAV file to write; default: one in the state folder."),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Hear a voice: writes what it says as a WAV file."""
    memory.reserve()
    from service.core import log, user_file
    from service.model import Utterance, VoiceLine
    from service.pipeline import engine_fallback
    from service.pipeline.cast import cast
    from service.pipeline.episode_spec import voice_folders
    from service.settings import load as load_settings
    from service.speech.engines import wav
    from service.speech.synthesizer import Synthesizer
    from service.speech.voice_profiles import load
    from service.storage.disk_cache import DiskCache

    settings = load_settings(config)
    if not text.strip():
        raise UsageError(_("There is nothing to say: give a text with --text."))
    if output:
        user_file.check_writable(output, _refusal)
    folders = voice_folders(settings)
    chosen = cast("auto", (name,), load(folders))[0]
    out = output or settings.state / f"{name}.wav"
    with command_log():
        engine = engine_fallback.open_engine(chosen, settings.state, log.note)
    synthesizer = Synthesizer(
        engine, chosen.voices, folders, DiskCache(settings.state / "clips"), lambda done, total: None
    )
    clip = synthesizer.speak([VoiceLine(name, Utterance(text))])[0]
    user_file.write(out, wav.to_wav(clip.pcm, clip.rate), _refusal)
    print_line(f"{out}: {clip.seconds:.1f} s, {chosen.voices[0].anchor}")


def _refusal(text: str) -> UsageError:
    return UsageError(f"--output {text}")


@app.command("add", epilog="Example: tingbao voices add Downloads/vits-zh --speaker 小云")
def add_voice(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The model's folder, as sherpa-onnx publishes it.")],
    speaker: Annotated[str, typer.Option(help="The name that listeners see; default: the folder's.")] = "",
    config: ConfigOption = None,
) -> None:
    """Make a voice of a neural model: try it, copy it into voices/ beside the config, write its voice file."""
    memory.reserve()
    from service.settings import load as load_settings
    from service.speech.voice_registry import register

    if not folder.is_dir():
        raise UsageError(_("There is no folder {folder}.", folder=folder))
    into = load_settings(config).home / "voices"
    try:
        voice = register(folder, into, speaker)
    except OSError as error:
        raise UsageError(
            _("The model cannot be copied to {into}: {value}.", into=into, value=error.strerror or error)
        ) from None
    print_line(
        _(
            "{origin}: {anchor}, {pace:.1f} characters a second",
            origin=voice.origin,
            anchor=voice.anchor,
            pace=voice.pace,
        )
    )
    print_line(_("Hear it: tingbao voices try {name}", name=voice.name))
