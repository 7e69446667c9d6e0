"""The repository of a publication: what CI says of it, and its addresses where a file is edited and an issue begun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from generator.text import address_mistake

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Forge, Publication

_PLACE: Final = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+")
_BRANCH: Final = re.compile(r"[A-Za-z0-9._/-]+")
_EDIT: Final[Mapping[Forge, str]] = {"github": "edit", "gitea": "_edit", "gitlab": "-/edit"}
_ISSUE: Final[Mapping[Forge, str]] = {
    "github": "issues/new?title={title}&body={body}",
    "gitea": "issues/new?title={title}&body={body}",
    "gitlab": "-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}",
}
"""Where each kind of forge begins an issue; all take both from the address."""


@dataclass(frozen=True, slots=True)
class Hosted:
    """A repository as CI names it."""

    repository: str
    forge: Forge
    branch: str = ""
    """The branch that is built, or that a change is meant for; nothing where CI names none, or one that no address holds."""


def hosted(environment: Mapping[str, str]) -> Hosted | None:
    """Return the repository that CI builds; nothing where there is no CI, or its address is none that the public can read.

    GitHub names it by GITHUB_SERVER_URL and GITHUB_REPOSITORY, and Gitea and Forgejo speak like it; GitLab by CI_PROJECT_URL. Sources:
    https://docs.github.com/en/actions/reference/variables-reference, https://docs.gitlab.com/ci/variables/predefined_variables/.
    """

    def given(name: str) -> str:
        return environment.get(name, "")

    if given("GITHUB_SERVER_URL") and given("GITHUB_REPOSITORY"):
        forge: Forge = "gitea" if given("GITEA_ACTIONS") or given("FORGEJO_ACTIONS") else "github"
        of_push = given("GITHUB_REF_NAME") if given("GITHUB_REF").startswith("refs/heads/") else ""
        return _hosted(f"{given('GITHUB_SERVER_URL').rstrip('/')}/{given('GITHUB_REPOSITORY')}", forge, given("GITHUB_BASE_REF") or of_push)
    return _hosted(given("CI_PROJECT_URL").rstrip("/"), "gitlab", given("CI_DEFAULT_BRANCH"))


def _hosted(repository: str, forge: Forge, branch: str) -> Hosted | None:
    if not _PLACE.fullmatch(repository) or address_mistake(repository):
        return None
    return Hosted(repository, forge, branch if _BRANCH.fullmatch(branch) else "")


def in_repository(publication: Publication, found: Hosted | None) -> Publication:
    """Return a publication with the repository that CI names, where it names none itself; a branch of its own stays."""
    if found is None or publication.repository:
        return publication
    own = "branch" in publication.model_fields_set or not found.branch
    branch = publication.branch if own else found.branch
    return publication.model_copy(update={"repository": found.repository, "forge": publication.forge or found.forge, "branch": branch})


def edit_address(publication: Publication, path: str) -> str:
    """Return where a file of a publication is edited, or nothing where it has no repository."""
    if not publication.repository:
        return ""
    return f"{publication.repository.rstrip('/')}/{_EDIT[forge_of(publication)]}/{publication.branch}/{quote(path)}"


def issue_form(publication: Publication) -> str:
    """Return where an issue is begun, with '{title}' and '{body}' for what is quoted there; nothing where there is no repository."""
    place = (publication.repository or "").rstrip("/").replace("{", "{{").replace("}", "}}")
    return f"{place}/{_ISSUE[forge_of(publication)]}" if place else ""


def forge_of(publication: Publication) -> Forge:
    """Return the kind of forge that a publication names, or that the name of its host tells; most others speak like GitHub."""
    host = urlsplit(publication.repository or "").hostname or ""
    if publication.forge or "gitlab" in host:
        return publication.forge or "gitlab"
    return "gitea" if any(name in host for name in ("gitea", "forgejo", "codeberg")) else "github"
