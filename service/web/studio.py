"""What lets an editor hear a draft: engines that stay open, and programmes that are made in the background.

It is loaded when somebody first listens; a service in which nobody does stays small.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.pipeline.kept_engines import KeptEngines
    from service.pipeline.programme_jobs import ProgrammeJobs


class Studio:
    """The one of the service."""

    @cached_property
    def engines(self) -> KeptEngines:
        """The engines that speak single sentences, and what has changed of a programme."""
        from service.pipeline.kept_engines import KeptEngines

        return KeptEngines()

    @cached_property
    def jobs(self) -> ProgrammeJobs:
        """Whole programmes."""
        from service.pipeline.programme_jobs import ProgrammeJobs

        return ProgrammeJobs(self.engines)
