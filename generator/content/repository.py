"""The repository of a publication: detection from CI variables, and the URLs to edit a file and to open an issue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from generator.text import address_mistake

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model import Forge, Publication

_URL: Final = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+")
_BRANCH: Final = re.compile(r"[A-Za-z0-9._/-]+")
_EDIT: Final[Mapping[Forge, str]] = {"github": "edit", "gitea": "_edit", "gitlab": "-/edit"}
_ISSUE: Final[Mapping[Forge, str]] = {
    "github": "issues/new?title={title}&body={body}",
    "gitea": "issues/new?title={title}&body={body}",
    "gitlab": "-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={body}",
}
"""The path to open an issue on each kind of forge; all take title and body from the URL."""


@dataclass(frozen=True, slots=True)
class Hosted:
    """A repository as given by CI variables."""

    repository: str
    forge: Forge
    branch: str = ""
    """The branch that is built, or the target of a pull request; empty if CI gives none, or one that does not fit in a URL."""


def hosted(environment: Mapping[str, str]) -> Hosted | None:
    """Return the repository that CI builds, or None outside CI or if its URL is not public.

    GitHub, Gitea and Forgejo set GITHUB_SERVER_URL and GITHUB_REPOSITORY, GitLab sets CI_PROJECT_URL. Sources:
    https://docs.github.com/en/actions/reference/variables-reference, https://docs.gitlab.com/ci/variables/predefined_variables/.
    """

    def variable(name: str) -> str:
        return environment.get(name, "")

    if variable("GITHUB_SERVER_URL") and variable("GITHUB_REPOSITORY"):
        forge: Forge = "gitea" if variable("GITEA_ACTIONS") or variable("FORGEJO_ACTIONS") else "github"
        pushed = variable("GITHUB_REF_NAME") if variable("GITHUB_REF").startswith("refs/heads/") else ""
        url = f"{variable('GITHUB_SERVER_URL').rstrip('/')}/{variable('GITHUB_REPOSITORY')}"
        return _hosted(url, forge, variable("GITHUB_BASE_REF") or pushed)
    return _hosted(variable("CI_PROJECT_URL").rstrip("/"), "gitlab", variable("CI_DEFAULT_BRANCH"))


def _hosted(repository: str, forge: Forge, branch: str) -> Hosted | None:
    if not _URL.fullmatch(repository) or address_mistake(repository):
        return None
    return Hosted(repository, forge, branch if _BRANCH.fullmatch(branch) else "")


def in_repository(publication: Publication, host: Hosted | None) -> Publication:
    """Return the publication with the repository detected from CI, unless it sets one itself; a branch that it sets stays."""
    if host is None or publication.repository:
        return publication
    has_branch = "branch" in publication.model_fields_set or not host.branch
    branch = publication.branch if has_branch else host.branch
    return publication.model_copy(update={"repository": host.repository, "forge": publication.forge or host.forge, "branch": branch})


def edit_address(publication: Publication, path: str) -> str:
    """Return the URL to edit a file of a publication, or '' if it has no repository."""
    if not publication.repository:
        return ""
    return f"{publication.repository.rstrip('/')}/{_EDIT[forge_of(publication)]}/{publication.branch}/{quote(path)}"


def issue_form(publication: Publication) -> str:
    """Return the URL to open an issue, with placeholders '{title}' and '{body}' for quoted text, or '' if there is no repository."""
    base = (publication.repository or "").rstrip("/").replace("{", "{{").replace("}", "}}")
    return f"{base}/{_ISSUE[forge_of(publication)]}" if base else ""


def forge_of(publication: Publication) -> Forge:
    """Return the forge that a publication sets, or else guess it from the host name; the default is GitHub."""
    host = urlsplit(publication.repository or "").hostname or ""
    if publication.forge or "gitlab" in host:
        return publication.forge or "gitlab"
    return "gitea" if any(name in host for name in ("gitea", "forgejo", "codeberg")) else "github"
