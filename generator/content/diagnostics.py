"""The rules for content, diagnostics for breaches of them, and the hints that propose a fix."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from generator.language import N_
from generator.text import Location, as_seen, table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence


class Severity(StrEnum):
    """The severity of a diagnostic; an error stops the build."""

    ERROR = "error"
    WARNING = "warning"


class Rule(Enum):
    """A rule for content: its summary, a translatable sentence, and the severity of a breach."""

    YAML_SYNTAX = N_("A file is valid YAML.")
    YAML_FEATURE = N_("YAML is plain: no anchors, aliases, tags, merge keys, directives or second documents.")
    DUPLICATE_KEY = N_("A field is given once.")
    TOO_LARGE = N_("Files, values and nesting stay within the limits.")
    BAD_CHARACTER = N_("Text has no control characters and none that change the direction of what follows.")
    TEXT_AS_COMMENT = N_("A comment has a space after its '#', so that no text is taken for one."), Severity.WARNING
    NOT_A_MAPPING = N_("A record is a list of 'field: value' lines.")
    FRONT_MATTER = N_("A Markdown record begins with front matter between two '---' lines.")
    UNSUPPORTED_MARKUP = N_("Text uses paragraphs, headings, lists, quotations, tables, emphasis, links and chart images only.")
    BAD_LINK = N_("A link goes to a record or to a web address.")
    LOOSE_EMPHASIS = N_("Signs of emphasis begin and end emphasis where it is meant."), Severity.WARNING
    YEAR_LIST = N_("A paragraph that begins with a year is no list."), Severity.WARNING
    BAD_FILE = N_("Content is ordinary UTF-8 files: no symbolic links, no devices.")
    UNKNOWN_SECTION = N_("A folder of content is one of the sections.")
    STRAY_FILE = N_("A file in a section is a record: '.yml', or '.md' for sources and explainers.")
    BAD_ID = N_("An id is lower-case words and digits joined by hyphens, at most 80 characters.")
    ID_MISMATCH = N_("A record's id is its file's name.")
    DUPLICATE_ID = N_("An id is used once in its section, whatever the case of its letters.")
    UNKNOWN_FIELD = N_("A record has the fields of its section only.")
    MISSING_FIELD = N_("A record has all the fields it needs.")
    EMPTY_VALUE = N_("A field that is written has a value.")
    BAD_VALUE = N_("A value is of the kind its field takes.")
    BAD_DATE = N_("A date is EDTF: '2025', '2025-06', '2025-06-13', with '?', '~' or '/' as needed.")
    BAD_POSITION = N_("A position is a latitude and a longitude in decimal degrees.")
    REVERSED_INTERVAL = N_("An interval begins before it ends.")
    LIST_AS_TEXT = N_("Several values are written as a list."), Severity.WARNING
    UNKNOWN_REFERENCE = N_("A reference names a record that exists.")
    WRONG_KIND = N_("A reference names a record of the right section.")
    BAD_TRANSLATION = N_("A translation is of a text that the record has, into a further language of the publication.")
    UNKNOWN_VOTER = N_("A ballot is cast by an actor on record.")
    UNKNOWN_ISSUE = N_("An issue is on the issues scale or declared in publication.yml."), Severity.WARNING
    UNKNOWN_CHART = N_("A figure names a chart that exists and options it takes.")
    EMPTY_CHART = N_("A figure has something to show."), Severity.WARNING
    NO_EXPLAINER = N_("A record appears in at least one explainer.")
    NO_EVIDENCE = N_("A record rests on evidence.")
    NO_REASON = N_("What is disputed says why.")
    NO_VOICE = N_("A threatened cost names who threatened it, an avoided one what had been threatened.")
    BAD_PERIOD = N_("The periods of an explainer follow one another.")
    HEADLINE_DIRECTION = N_("A headline names no direction that the counted acts do not bear out."), Severity.WARNING
    UNSAID_LIKELIHOOD = N_("A likelihood says who gave it.")
    SMALL_LIKELIHOOD = N_("A range of likelihood is in per cent."), Severity.WARNING
    OPINION_ONLY = N_("An established act rests on more than opinion.")
    UNGRADED_ACT = N_("An act has graded evidence; without, it is drawn hollow and not counted."), Severity.WARNING
    LONE_CONFIRMATION = N_("Evidence graded 'confirmed by others' stands beside that of an independent publisher.")
    UNEVEN_GRADES = N_("The same statement of a source has one credibility in all records."), Severity.WARNING
    OVERDUE_SIGNPOST = N_("A signpost past its due date is seen or not seen, no longer open."), Severity.WARNING
    UNSHOWN_SIGNPOST = N_("A signpost that is seen, or not seen, has evidence."), Severity.WARNING
    EARLY_RESOLUTION = N_("A scenario is resolved after its likelihood was given.")
    YET_TO_COME = N_("What happened, was said or was held did so by a day that has come.")
    WRONG_ORDER = N_("Nothing is dated before what it follows.")
    EARLY_DENIAL = N_("Nobody denies or retracts a claim before it was made."), Severity.WARNING
    OUT_OF_ORDER = N_("Positions and assessments stand in order of time."), Severity.WARNING
    MAYBE_YEARS = N_("A season is not written where two years are meant."), Severity.WARNING
    REPEATED_VALUE = N_("A list has each value once."), Severity.WARNING
    UNREACHABLE_RECORD = N_("Every actor, source and place is used by some record."), Severity.WARNING
    CIRCLE = N_("No record follows from itself.")
    SELF_ACT = N_("An act is toward somebody else.")
    VOTE_SIDES = N_("A vote names the actor whom a yes favours or the one whom it disfavours, not both.")
    VOTE_BALLOTS = N_("A vote has its ballots, or says that there are none on record; a consensus has none.")
    DUPLICATE_SIGNPOST = N_("A signpost's id is used once in its scenario.")
    ANSWER_POINTS = N_("The answer in brief has three to five points, each with a reference."), Severity.WARNING
    FORBIDDEN_TEXT = N_("The text of a source stands in the repository only where its rights allow it.")
    QUOTE_NOT_FOUND = N_("A quotation has the words of its source, each of them, and whole.")
    QUOTE_MISLEADS = N_("A quotation leaves words out, and explains in brackets, only so that it cannot say the opposite.")
    QUOTE_AMBIGUOUS = N_("A quotation stands in its source in one place only.")
    PASSAGE_NOT_FOUND = N_("A passage names a paragraph and a sentence that the source has.")
    QUOTE_CHANGED = N_("A quotation or passage is the one that was proved.")
    STALE_LOCK = N_("Every proof in the lock belongs to a record.")
    BAD_LOCK = N_("The lock is as 'onrecord verify' wrote it.")
    QUOTE_BUDGET = N_("No more is quoted from a source than the publication's budget allows.")
    REASSEMBLED_TEXT = N_("Quotations from a source cannot be put together to a piece of its text.")

    def __init__(self, summary: str, severity: Severity = Severity.ERROR) -> None:
        """Create a rule from its summary and the severity of a breach."""
        self.summary = summary
        self.severity = severity

    @property
    def code(self) -> str:
        """The rule's name in messages and the manual, in kebab case."""
        return self.name.lower().replace("_", "-")

    def at(self, place: Location, message: str, hint: str = "") -> Diagnostic:
        """Return a diagnostic for a breach of this rule. The message says what is wrong, the hint how to fix it."""
        return Diagnostic(place, self, message, hint)


RULES: Final = {rule.code: rule for rule in Rule}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A mistake in content, with its location and how to fix it."""

    place: Location
    rule: Rule
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the diagnostic stops the build."""
        return self.rule.severity is Severity.ERROR


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics sorted by location, without duplicates."""
    return sorted(set(diagnostics), key=lambda diagnostic: (diagnostic.place, diagnostic.rule.code, diagnostic.message))


def fold_unreachable(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics with all of the rule 'unreachable-record' merged into one, if there are several."""
    unreachable = [diagnostic for diagnostic in diagnostics if diagnostic.rule is Rule.UNREACHABLE_RECORD]
    if len(unreachable) < 2:  # noqa: PLR2004 - several
        return list(diagnostics)
    place = Location(PurePosixPath(unreachable[0].place.path).parts[0])
    sections = Counter(PurePosixPath(diagnostic.place.path).parent.name for diagnostic in unreachable)
    what = " and ".join(f"{number} {section if number > 1 else section[:-1]}" for section, number in sections.items())
    merged = Rule.UNREACHABLE_RECORD.at(
        place, f"no record refers to {what}, so readers cannot find them", "refer to them, or remove their files; list them with --verbose"
    )
    return in_order([*(diagnostic for diagnostic in diagnostics if diagnostic.rule is not Rule.UNREACHABLE_RECORD), merged])


def nearest(word: str, choices: Iterable[str], least: float = 0.6) -> str | None:
    """Return the choice most similar to a word, ignoring case, or None if none has at least that similarity, from 0 to 1."""
    similarity: Callable[..., float] = OSA.normalized_similarity
    negated = bool(_NEGATION.search(word))
    candidates = sorted(choice for choice in choices if bool(_NEGATION.search(choice)) is negated)  # 'probably not' is not 'probably'
    best = process.extractOne(word, candidates, scorer=similarity, processor=str.lower, score_cutoff=least)
    return best[0] if best else None


def likeliest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that a word stands for, by meaning or else by spelling, or None if none is similar."""
    seen, names = as_seen(word), list(choices)
    return seen if seen != word and seen in names else meant(seen, names) or nearest(seen, names)


def did_you_mean(word: str, choices: Iterable[str], others: Mapping[str, str] | None = None) -> str:
    """Return a hint that proposes the likeliest choice, or '' if there is none. 'others' maps further words to choices."""
    aliases = others or {}
    choice = aliases.get(as_seen(word)) or likeliest(word, choices) or aliases.get(nearest(word, aliases) or "")
    return f"did you mean '{choice}'?" if choice else ""


def several_in(text: str, choices: Collection[str]) -> list[str]:
    """Split a text at separators and return its parts if they are two or more choices; empty if any other word is in it."""
    parts = [part for part in re.split(r"[,;/&+*|\u2022\u00b7\s]+(?:and\s+)?", as_seen(text)) if part]
    return parts if len(parts) > 1 and all(part in choices for part in parts) else []


def as_list(several: Iterable[str], *, takes_list: bool = True) -> str:
    """Return a hint to write several values as a list, or to name one of them if the field takes no list."""
    return f"write a list: [{', '.join(several)}]" if takes_list else "name only one of them"


_NEGATION: Final = re.compile(r"(?:^|[\s_-])(?:not|no|never)(?:$|[\s_-])", re.IGNORECASE)


@cache
def _synonyms() -> Mapping[str, list[str]]:
    names_by_word: dict[str, list[str]] = defaultdict(list)
    data: Mapping[str, Mapping[str, str]] = table(__file__, "synonyms")
    for name, words in (*data["fields"].items(), *data["words"].items()):
        for word in words.split():
            names_by_word[word].append(name)
    return names_by_word


def meant(word: str, choices: Collection[str]) -> str | None:
    """Return the choice of which a word is a synonym, ignoring case and with '-', '_' or a space alike, or None."""
    return next((name for name in _synonyms().get(word.lower().replace("_", "-").replace(" ", "-"), ()) if name in choices), None)
