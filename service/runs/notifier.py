"""Tells the hooks what comes of runs, also over a kill: what is to be told is in the outbox before a run begins.

A run that is submitted puts a message `run` in. When it has ended, that message becomes one for each hook. A service
that was killed meanwhile finds the message when it is back, reads the run's record, and tells what came of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence

from service.core import log
from service.core.log import hide
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import TingbaoError, UsageError
from service.pipeline import websub
from service.pipeline.pending_episodes import PendingEpisodes
from service.pipeline.websub import HubCourier
from service.runs import hooks, run_events
from service.runs.hooks import HookCourier
from service.runs.request import RunRequest
from service.runs.run_events import SETTING, kind_of
from service.runs.run_records import Run, RunStatus, RunStore
from service.runs.subprocess_pool import SubprocessPool
from service.settings import Settings
from service.storage.outbox import Courier, Message, NotYet, Outbox, Undeliverable

LOOK_INTERVAL = 5.0
"""Seconds between looks at what is due in the outbox."""
FLUSH_TIMEOUT = 60.0
"""Seconds for which a command that ends, as `make --all`, tries what is left in the outbox."""
NEVER_BEGUN = dt.timedelta(hours=25)
"""How long a run that was submitted may leave no record: it waits for a cluster, and is ended after a day."""
_RUN, _DECISION = "run", "decision"
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,120}")


class Notifier:
    """What one service tells."""

    def __init__(self, settings: Settings, subprocesses: SubprocessPool) -> None:
        self._settings = settings
        self._outbox = Outbox(settings.state)
        self._hooks = HookCourier(lambda: self._settings.service, subprocesses)
        self._hub = HubCourier(lambda: self._settings)
        self._at_work: set[str] = set()
        """Runs that this service has submitted and whose end it will tell itself."""
        self._stopped = threading.Event()

    def couriers(self) -> Mapping[str, Courier]:
        """Return who delivers what in the outbox, by its kind."""
        return {
            _RUN: self._tell_of_left_run,
            _DECISION: self._tell_of_decision,
            hooks.KIND: self._hooks,
            websub.KIND: self._hub,
        }

    def expect(self, settings: Settings, request: RunRequest) -> None:
        """Note that something will have to be told of a run that is about to begin. Where that fails, the log says so.

        The run goes on all the same: only a kill would leave its end untold.
        """
        self._settings = settings
        self._at_work.add(request.id)
        if any(getattr(settings.service, name) for name in SETTING.values()):
            now, name = dt.datetime.now(dt.UTC), _name("run", request.id)
            self._put(Message(name, _RUN, name, now, {"show": request.show, "run": request.id}))

    def forget(self, run: str) -> None:
        """Tell nothing of a run that could not begin."""
        self._at_work.discard(run)
        self._outbox.drop(_name("run", run))

    def leave(self, run: str) -> None:
        """Leave it to the outbox to tell of that run, once its record says how it ended."""
        self._at_work.discard(run)

    def run_ended(self, settings: Settings, run: Run) -> None:
        """Tell what came of a run; what fails at the first attempt is tried again later."""
        self._settings = settings
        name, put = _name("run", run.id), list[Message]()
        try:
            if self._outbox.get(name):  # else nobody had to be told when it began, or another service was faster
                self._outbox.deliver({_RUN: lambda __: put.extend(self._messages(run))}, ids={name})
            else:
                put.extend(self._messages(run))
            self._tell(put)
        finally:
            self.forget(run.id)

    def missed(self, settings: Settings, show: ShowSettings, run: Run, edition: str, claim: Callable[[], bool]) -> None:
        """Tell that a show could not be made in time, where `claim` says that it is for the caller to tell it.

        The messages are in the outbox before that is asked: a kill in between has it told twice, under one id.
        """
        self._settings = settings
        event = run_events.event_of("failure", settings, show, run, _name("missed", show.slug, edition))
        messages = tuple(hooks.messages(settings.service.on_failure, event, dt.datetime.now(dt.UTC)))
        kept = {message.id for message in messages if self._put(message)}
        if claim():
            self._tell(messages, kept)

    def expect_decision(self, settings: Settings, show: ShowSettings, id_: str) -> None:
        """Note that an episode which has waited is about to be published by itself."""
        self._settings = settings
        if settings.service.on_success:
            name, now = _name("decided", show.slug, id_), dt.datetime.now(dt.UTC)
            self._put(Message(name, _DECISION, name, now, {"show": show.slug, "episode": id_}))

    def decided(self, settings: Settings, show: ShowSettings, id_: str) -> None:
        """Tell that it is published, if it is; else the next attempt to publish it will."""
        self._settings = settings
        self._outbox.deliver({_DECISION: self._tell_of_decision}, ids={_name("decided", show.slug, id_)})
        self._outbox.deliver({hooks.KIND: self._hooks})

    def deliver(self, settings: Settings) -> dt.datetime | None:
        """Try what is due now. Return when the next is; None: nothing is left."""
        self._settings = settings
        return self._outbox.deliver(self.couriers())

    def keep_delivering(self, settings: Callable[[], Settings]) -> None:
        """Try what is due every few seconds until `stop`, in a thread of its own."""

        def keep() -> None:
            while not self._stopped.is_set():
                try:
                    self.deliver(settings())
                except Exception as fault:  # what is told must go on, whatever it was
                    log.event("fault", log.WARNING, error=hide(f"{type(fault).__name__}: {fault}"))
                self._stopped.wait(LOOK_INTERVAL)

        threading.Thread(target=keep, daemon=True).start()

    def flush(self, settings: Settings, seconds: float = FLUSH_TIMEOUT) -> None:
        """Try what is left for some seconds; what is left then the log names, and the next command or service tries.

        What waits for another's act, as the end of a run at work, is not waited for.
        """
        end = time.monotonic() + seconds
        self.deliver(settings)
        while left := [each for each in self._outbox.messages() if each.attempts or each.kind == hooks.KIND]:
            due = min(each.due or each.put for each in left)
            wait = max(0.1, (due - dt.datetime.now(dt.UTC)).total_seconds())
            if time.monotonic() + wait > end:
                to = ", ".join(sorted({each.to for each in left}))
                log.event("told later", log.WARNING, messages=len(left), to=to, seconds=round(wait))
                return
            if self._stopped.wait(wait):
                return
            self.deliver(settings)

    def stop(self) -> None:
        """Deliver no more."""
        self._stopped.set()

    def _tell_of_left_run(self, message: Message) -> None:
        """Put in what is to be told of a run whose service is gone, or has yet to say so itself."""
        show, id_ = str(message.content.get("show")), str(message.content.get("run"))
        if id_ in self._at_work:
            raise NotYet
        run = RunStore(self._settings.state).get(show, id_)
        if run is None and dt.datetime.now(dt.UTC) - message.put > NEVER_BEGUN:
            return
        if run is None or run.status is RunStatus.RUNNING:
            raise NotYet
        self._put_all(run)

    def _tell_of_decision(self, message: Message) -> None:
        """Put in what is to be told of an episode that was published by itself. Raise NotYet while it waits."""
        show, id_ = str(message.content.get("show")), str(message.content.get("episode"))
        if PendingEpisodes(self._settings.state, show).get(id_):
            raise NotYet(60)
        runs = RunStore(self._settings.state).newest(show)
        if run := next((run for run in runs if run.episode == id_ and run.status is RunStatus.MADE), None):
            self._put_all(run)

    def _put_all(self, run: Run) -> None:
        """Put in what is to be told of a run that has ended. Raise OSError where that cannot be."""
        try:
            messages = self._messages(run)
        except UsageError:
            raise Undeliverable(_("there is no show {show} any more", show=run.show)) from None
        for each in messages:
            if not self._put(each):
                raise OSError(_("the outbox cannot be written"))

    def _messages(self, run: Run) -> tuple[Message, ...]:
        """Return what is to be told of a run that has ended."""
        kind = kind_of(run)
        if not kind:
            return ()
        show = self._settings.pick_show(run.show)
        event = run_events.event_of(kind, self._settings, show, run, _name(kind, run.id))
        return tuple(hooks.messages(getattr(self._settings.service, SETTING[kind]), event, dt.datetime.now(dt.UTC)))

    def _tell(self, messages: Sequence[Message], kept: Collection[str] | None = None) -> None:
        """Put the messages in, unless it is known which are, and try each once now.

        Where one cannot be put in, this is its only attempt.
        """
        kept = {message.id for message in messages if self._put(message)} if kept is None else kept
        if kept:
            self._outbox.deliver({hooks.KIND: self._hooks}, ids=kept)
        for message in messages:
            if message.id not in kept:
                try:
                    self._hooks(message)
                except (OSError, NotYet):
                    log.event(
                        "message dropped", log.WARNING, message=message.id, to=message.to, error=_("it is not kept")
                    )

    def _put(self, message: Message) -> bool:
        try:
            self._outbox.put(message)
        except TingbaoError as error:
            log.event("outbox unwritable", log.WARNING, message=message.id, error=hide(str(error)))
            return False
        return True


def _name(*parts: str) -> str:
    """Return the name of a message: the parts, or where they are no file's name a digest in place of the last."""
    name = "-".join(parts)
    if _PLAIN.fullmatch(name):
        return name
    return "-".join([*parts[:-1], hashlib.sha256(parts[-1].encode()).hexdigest()[:20]])
