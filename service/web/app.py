"""The web application: static files and nothing else."""

from __future__ import annotations

import stat
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from service.publishing.storage import content_type


class Published(StaticFiles):
    """`output/` with the types that podcast clients expect; dotfiles are not there."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, the folder's index.html, or 404."""
        if any(part.startswith(".") for part in Path(path).parts if part != "."):
            raise HTTPException(404)
        response = await super().get_response(path, scope)
        full, found = self.lookup_path(path)
        if response.status_code in (200, 206) and found and stat.S_ISREG(found.st_mode):
            response.headers["content-type"] = content_type(full)
        return response


def build(folder: Path) -> Starlette:
    """The application over that folder."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        allow_headers=["Range"],
        expose_headers=["Content-Range", "Content-Length", "Accept-Ranges"],
    )
    return Starlette(routes=[Mount("/", Published(directory=folder, html=True))], middleware=[cors])
