"""What can be wrong with content: the rules, and the mistakes that were found."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from generator.content.synonyms import meant
from generator.language import N_
from generator.text import Location, as_seen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence


class Severity(StrEnum):
    """Whether a mistake stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that content keeps."""

    code: str
    """The rule's name in messages and in the manual."""
    summary: str
    """The rule as a sentence: a message."""
    severity: Severity = Severity.ERROR

    def at(self, place: Location, message: str, hint: str = "") -> Diagnostic:
        """Return the breach of this rule at a place. The message says what is wrong, the hint how to mend it."""
        return Diagnostic(place, self, message, hint)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake, where it stands, and how to mend it."""

    place: Location
    rule: Rule
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it stops the build."""
        return self.rule.severity is Severity.ERROR


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics sorted by place, each once."""
    return sorted(set(diagnostics), key=lambda one: (one.place, one.rule.code, one.message))


def fold_unreachable(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics with those that no record refers to something as one, where there are several; their records are all in it."""
    apart = [one for one in diagnostics if one.rule is UNREACHABLE]
    if len(apart) < 2:  # noqa: PLR2004 - several
        return list(diagnostics)
    place = Location(PurePosixPath(apart[0].place.path).parts[0])
    sections = Counter(PurePosixPath(one.place.path).parent.name for one in apart)
    what = " and ".join(f"{number} {section if number > 1 else section[:-1]}" for section, number in sections.items())
    whole = UNREACHABLE.at(
        place, f"no record refers to {what}, so no reader comes by them", "use them, or remove their files; '--verbose' names each"
    )
    return in_order([*(one for one in diagnostics if one.rule is not UNREACHABLE), whole])


def nearest(word: str, choices: Iterable[str], least: float = 0.6) -> str | None:
    """Return the choice most like a word, whatever the case, or nothing when none has at least that similarity, from 0 to 1."""
    similarity: Callable[..., float] = OSA.normalized_similarity
    negated = bool(_NEGATION.search(word))
    alike = sorted(choice for choice in choices if bool(_NEGATION.search(choice)) is negated)  # 'probably not' is not 'probably'
    found = process.extractOne(word, alike, scorer=similarity, processor=str.lower, score_cutoff=least)
    return found[0] if found else None


def likeliest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that a word is written for, by its meaning or else by its letters; nothing where none is like it."""
    seen, names = as_seen(word), list(choices)
    return seen if seen != word and seen in names else meant(seen, names) or nearest(seen, names)


def did_you_mean(word: str, choices: Iterable[str], others: Mapping[str, str] | None = None) -> str:
    """Return the hint that proposes the likeliest choice; empty when none is. 'others' are words that stand for a choice."""
    known = others or {}
    found = known.get(as_seen(word)) or likeliest(word, choices) or known.get(nearest(word, known) or "")
    return f"did you mean '{found}'?" if found else ""


def several_in(text: str, choices: Collection[str]) -> list[str]:
    """Return the choices of which a text consists, two or more, and nothing but what parts them; nothing where it has other words."""
    parts = [part for part in re.split(r"[,;/&+*|\u2022\u00b7\s]+(?:and\s+)?", as_seen(text)) if part]
    return parts if len(parts) > 1 and all(part in choices for part in parts) else []


def as_list(several: Iterable[str], *, takes_list: bool = True) -> str:
    """Return the hint that has several values written as a list, or one of them named where a list is not taken."""
    return f"write a list: [{', '.join(several)}]" if takes_list else "name one of them alone"


_NEGATION: Final = re.compile(r"(?:^|[\s_-])(?:not|no|never)(?:$|[\s_-])", re.IGNORECASE)
_WARNING: Final = Severity.WARNING

YAML_SYNTAX = Rule("yaml-syntax", N_("A file is valid YAML."))
YAML_FEATURE = Rule("yaml-feature", N_("YAML is plain: no anchors, aliases, tags, merge keys, directives or second documents."))
DUPLICATE_KEY = Rule("duplicate-key", N_("A field is given once."))
TOO_LARGE = Rule("too-large", N_("Files, values and nesting stay within the limits."))
BAD_CHARACTER = Rule("bad-character", N_("Text has no control characters and none that change the direction of what follows."))
TEXT_AS_COMMENT = Rule("text-as-comment", N_("A comment has a space after its '#', so that no text is taken for one."), _WARNING)
NOT_A_MAPPING = Rule("not-a-mapping", N_("A record is a list of 'field: value' lines."))
FRONT_MATTER = Rule("front-matter", N_("A Markdown record begins with front matter between two '---' lines."))
UNSUPPORTED_MARKUP = Rule(
    "unsupported-markup", N_("Text uses paragraphs, headings, lists, quotations, tables, emphasis, links and chart images only.")
)
BAD_LINK = Rule("bad-link", N_("A link goes to a record or to a web address."))
LOOSE_EMPHASIS = Rule("loose-emphasis", N_("Signs of emphasis begin and end emphasis where it is meant."), _WARNING)
YEAR_LIST = Rule("year-list", N_("A paragraph that begins with a year is no list."), _WARNING)
BAD_FILE = Rule("bad-file", N_("Content is ordinary UTF-8 files: no symbolic links, no devices."))
UNKNOWN_SECTION = Rule("unknown-section", N_("A folder of content is one of the sections."))
STRAY_FILE = Rule("stray-file", N_("A file in a section is a record: '.yml', or '.md' for sources and explainers."))
BAD_ID = Rule("bad-id", N_("An id is lower-case words and digits joined by hyphens, at most 80 characters."))
ID_MISMATCH = Rule("id-mismatch", N_("A record's id is its file's name."))
DUPLICATE_ID = Rule("duplicate-id", N_("An id is used once in its section, whatever the case of its letters."))
UNKNOWN_FIELD = Rule("unknown-field", N_("A record has the fields of its section only."))
MISSING_FIELD = Rule("missing-field", N_("A record has all the fields it needs."))
EMPTY_VALUE = Rule("empty-value", N_("A field that is written has a value."))
BAD_VALUE = Rule("bad-value", N_("A value is of the kind its field takes."))
BAD_DATE = Rule("bad-date", N_("A date is EDTF: '2025', '2025-06', '2025-06-13', with '?', '~' or '/' as needed."))
BAD_POSITION = Rule("bad-position", N_("A position is a latitude and a longitude in decimal degrees."))
REVERSED_INTERVAL = Rule("reversed-interval", N_("An interval begins before it ends."))
LIST_AS_TEXT = Rule("list-as-text", N_("Several values are written as a list."), _WARNING)
UNKNOWN_REFERENCE = Rule("unknown-reference", N_("A reference names a record that exists."))
WRONG_KIND = Rule("wrong-kind", N_("A reference names a record of the right section."))
BAD_TRANSLATION = Rule("bad-translation", N_("A translation is of a text that the record has, into a further language of the publication."))
UNKNOWN_VOTER = Rule("unknown-voter", N_("A ballot is cast by an actor on record."))
UNKNOWN_ISSUE = Rule("unknown-issue", N_("An issue is on the issues scale or declared in publication.yml."), _WARNING)
UNKNOWN_CHART = Rule("unknown-chart", N_("A figure names a chart that exists and options it takes."))
NO_EXPLAINER = Rule("no-explainer", N_("A record appears in at least one explainer."))
NO_EVIDENCE = Rule("no-evidence", N_("A record rests on evidence."))
NO_REASON = Rule("no-reason", N_("What is disputed says why."))
NO_VOICE = Rule("no-voice", N_("A threatened cost names who threatened it, an avoided one what had been threatened."))
BAD_PERIOD = Rule("bad-period", N_("The periods of an explainer follow one another."))
HEADLINE = Rule("headline-direction", N_("A headline names no direction that the counted acts do not bear out."), _WARNING)
UNSAID_LIKELIHOOD = Rule("unsaid-likelihood", N_("A likelihood says who gave it."))
OPINION_ONLY = Rule("opinion-only", N_("An established act rests on more than opinion."))
UNGRADED_ACT = Rule("ungraded-act", N_("An act has graded evidence; without, it is drawn hollow and not counted."), _WARNING)
LONE_CONFIRMATION = Rule("lone-confirmation", N_("Evidence graded 'confirmed by others' stands beside that of an independent publisher."))
UNEVEN_GRADES = Rule("uneven-grades", N_("The same statement of a source has one credibility in all records."), _WARNING)
OVERDUE_SIGNPOST = Rule("overdue-signpost", N_("A signpost past its due date is seen or not seen, no longer open."), _WARNING)
EARLY_RESOLUTION = Rule("early-resolution", N_("A scenario is resolved after its likelihood was given."))
YET_TO_COME = Rule("yet-to-come", N_("What happened, was said or was held did so by a day that has come."))
WRONG_ORDER = Rule("wrong-order", N_("Nothing is dated before what it follows."))
EARLY_DENIAL = Rule("early-denial", N_("Nobody denies or retracts a claim before it was made."), _WARNING)
OUT_OF_ORDER = Rule("out-of-order", N_("Positions and assessments stand in order of time."), _WARNING)
MAYBE_YEARS = Rule("maybe-years", N_("A season is not written where two years are meant."), _WARNING)
REPEATED_VALUE = Rule("repeated-value", N_("A list has each value once."), _WARNING)
UNREACHABLE = Rule("unreachable-record", N_("Every actor, source and place is used by some record."), _WARNING)
CIRCLE = Rule("circle", N_("No record follows from itself."))
SELF_ACT = Rule("self-act", N_("An act is toward somebody else."))
VOTE_SIDES = Rule("vote-sides", N_("A vote names the actor whom a yes favours or the one whom it disfavours, not both."))
VOTE_BALLOTS = Rule("vote-ballots", N_("A vote has its ballots, or says that there are none on record; a consensus has none."))
IDLE_TRANSLATION = Rule("idle-translation", N_("A translation stands beside quoted words in another language than the publication's."))
DUPLICATE_SIGNPOST = Rule("duplicate-signpost", N_("A signpost's id is used once in its scenario."))
ANSWER_POINTS = Rule("answer-points", N_("The answer in brief has three to five points, each with a reference."), _WARNING)
FORBIDDEN_TEXT = Rule("forbidden-text", N_("The text of a source stands in the repository only where its rights allow it."))
QUOTE_NOT_FOUND = Rule("quote-not-found", N_("A quotation has the words of its source, each of them, and whole."))
QUOTE_MISLEADS = Rule(
    "quote-misleads", N_("A quotation leaves words out, and explains in brackets, only so that it cannot say the opposite.")
)
QUOTE_AMBIGUOUS = Rule("quote-ambiguous", N_("A quotation stands in its source in one place only."))
PASSAGE_NOT_FOUND = Rule("passage-not-found", N_("A passage names a paragraph and a sentence that the source has."))
QUOTE_CHANGED = Rule("quote-changed", N_("A quotation or passage is the one that was proved."))
STALE_LOCK = Rule("stale-lock", N_("Every proof in the lock belongs to a record."))
BAD_LOCK = Rule("bad-lock", N_("The lock is as 'onrecord verify' wrote it."))
QUOTE_BUDGET = Rule("quote-budget", N_("No more is quoted from a source than the publication's budget allows."))
REASSEMBLED_TEXT = Rule("reassembled-text", N_("Quotations from a source cannot be put together to a piece of its text."))

RULES: Final = {rule.code: rule for rule in tuple(globals().values()) if isinstance(rule, Rule)}
"""Every rule of this module by its code, in the order of the manual, which is that of the module."""
