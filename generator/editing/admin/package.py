"""The package of the editor: which one, that it is that, and what of it a site needs. It is kept as it came, and looked at anew each time.

The program holds no copy, since it weighs 11 MB, and fetches none: 'npm pack @sveltia/cms@VERSION' gives the file. Under the MIT licence,
its fonts under the SIL Open Font License and the Apache License; their texts go with it.
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
"""The hash of the file, in base64, as the registry gives it as 'integrity'."""
FETCH_EDITOR: Final = f"npm pack @sveltia/cms@{VERSION}"
EDITOR_PACKAGE: Final = (".cache", "sveltia-cms.tgz")
"""Where the file is kept below the folder of a project; git ignores that folder."""
_WANTED: Final = re.compile(
    r"package/(?P<name>npm/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*|locales/[A-Za-z-]+\.json|LICENSE\.txt)"
)
"""What of the package a site needs: the modules that a browser loads as they are, their fonts, their words, and the licences."""


def verified(data: bytes, name: str, then: str = "") -> bytes:
    """Return the package, having made sure that it is the one that is meant; raises BuildFailedError where it is another."""
    if base64.b64encode(sha512(data).digest()).decode() != SHA512:
        hint = f"fetch it with '{FETCH_EDITOR}'{then}"
        raise BuildFailedError(f"{name} is not the editor's package in version {VERSION}, or was changed\n  = {hint}")
    return data


def store_editor(project: Path, file: Path) -> Path:
    """Keep a package for the builds of a project; return its place. Raises BuildFailedError where it is another than is meant."""
    place = project.joinpath(*EDITOR_PACKAGE)
    data = verified(file.read_bytes(), str(file))
    place.parent.mkdir(exist_ok=True)
    write_whole(place, data)
    return place


def stored_editor(project: Path) -> bytes | None:
    """Return the package that is kept for a project; nothing where none is; raises BuildFailedError where it is another, or was changed."""
    place = project.joinpath(*EDITOR_PACKAGE)
    if not place.is_file():
        return None
    then = ", then give the file to 'onrecord admin', or remove this one to build without it"
    return verified(place.read_bytes(), str(place), then)


def files_in(package: bytes) -> Mapping[str, bytes]:
    """Return the files of a verified package that a site needs, by their names in it without their first folder."""
    found: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        for member in archive:
            match = _WANTED.fullmatch(member.name)
            if match and not member.name.endswith(".map") and (file := archive.extractfile(member)):
                found[match["name"]] = file.read()
    return found
