"""The npm package of the editor: version, verification, and the files that a site needs. The archive is stored as is, verified on each use.

The program contains no copy, as it weighs 11 MB, and downloads none: 'npm pack @sveltia/cms@VERSION' fetches it. It is under the MIT
licence, its fonts under the SIL Open Font License and the Apache License; the licence texts are included.
"""

from __future__ import annotations

import base64
import io
import re
import tarfile
from hashlib import sha512
from typing import TYPE_CHECKING, Final

from generator.system import BuildFailedError, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VERSION: Final = "0.221.1"
SHA512: Final = "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="
"""The base64 SHA-512 of the file, the 'integrity' of the registry."""
FETCH_EDITOR: Final = f"npm pack @sveltia/cms@{VERSION}"
EDITOR_PACKAGE: Final = (".cache", "sveltia-cms.tgz")
"""The path of the stored file within a project; git ignores the folder."""
_WANTED: Final = re.compile(
    r"package/(?P<name>npm/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*|locales/[A-Za-z-]+\.json|LICENSE\.txt)"
)
"""The files that a site needs: browser modules, fonts, translations and licences."""


def verified(data: bytes, name: str, advice: str = "") -> bytes:
    """Return a package after verifying its hash; raise BuildFailedError if it differs."""
    if base64.b64encode(sha512(data).digest()).decode() != SHA512:
        hint = f"fetch it with '{FETCH_EDITOR}'{advice}"
        raise BuildFailedError(f"{name} is not the package of the editor in version {VERSION}, or was modified\n  = {hint}")
    return data


def store_editor(project: Path, file: Path) -> Path:
    """Store a package for the builds of a project; return its path. Raise BuildFailedError if it is the wrong one."""
    path = project.joinpath(*EDITOR_PACKAGE)
    data = verified(file.read_bytes(), str(file))
    path.parent.mkdir(exist_ok=True)
    write_whole(path, data)
    return path


def stored_editor(project: Path) -> bytes | None:
    """Return the stored package of a project, or None; raise BuildFailedError if its hash is wrong."""
    path = project.joinpath(*EDITOR_PACKAGE)
    if not path.is_file():
        return None
    advice = " and pass the file to 'onrecord admin', or remove this file to build without the editor"
    return verified(path.read_bytes(), str(path), advice)


def files_in(package: bytes) -> Mapping[str, bytes]:
    """Return the files of a verified package that a site needs, by their names below its top folder."""
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        for member in archive:
            match = _WANTED.fullmatch(member.name)
            if match and not member.name.endswith(".map") and (file := archive.extractfile(member)):
                files[match["name"]] = file.read()
    return files
