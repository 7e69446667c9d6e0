"""Records as editors break them, and all that they are told: every section, every kind of slip that has been seen."""

# ruff: noqa: E501 - one broken record a line
from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from generator.verify.checking import check_content
from tests.conftest import TODAY
from tests.effort import share

if TYPE_CHECKING:
    from tests.conftest import Check, Files, MakeRecord

# fmt: off
FIELDS: list[tuple[str, dict[str, str | None], list[str]]] = [
    ("actors", {"kind": None, "type": "country"}, ["2:1 unknown-field: unknown field 'type' = did you mean 'kind'?"]),
    ("actors", {"kind": "country"}, ["2:7 bad-value: 'country' is not one of state, person, organisation, bloc, group = did you mean 'state'?"]),
    ("actors", {"short": "CAMELOT"}, ["3:8 bad-value: 'short' is too long: at most 6 characters are allowed"]),
    ("actors", {"aliases": "Logres, Kingdom of Arthur"}, ["3:10 list-as-text: 'aliases' is a single value with a comma = write a list: [Logres, Kingdom of Arthur]; for a single value with a comma, write it in quotes: [\"Logres, Kingdom of Arthur\"]"]),
    ("actors", {"roles": "King"}, ["3:8 bad-value: expected 'field: value' lines, not 'King' = write 'title: ...'"]),
    ("actors", {"roles": "[{title: King, from: 2020, to: 2024}]"}, ["3:23 unknown-field: unknown field 'from' = did you mean 'when'?", "3:35 unknown-field: unknown field 'to' = did you mean 'when'?"]),
    ("actors", {"identifiers": "{wikidata: https://www.wikidata.org/wiki/Q42}"}, ["3:25 bad-value: 'https://www.wikidata.org/wiki/Q42' is not a valid 'wikidata' = write the item's id with its Q: 'Q42'"]),
    ("actors", {"wikidata": "Q42"}, ["3:1 unknown-field: unknown field 'wikidata' = it belongs to 'identifiers': indent it below that"]),
    ("actors", {"identifiers": "{iso3166: fr}"}, ["3:24 bad-value: 'fr' is not a valid 'iso3166' = write the ISO 3166-1 code, two or three capital letters: 'FRA'"]),
    ("actors", {"name": '"\N{ZERO WIDTH SPACE}"'}, ["1:8 bad-value: the text has only invisible characters: it contains U+200B (zero width space), which is invisible = rewrite it, or remove the line"]),
    ("actors", {"part_of": "The Isle of Avalon"}, ["3:10 unknown-reference: there is no actor 'The Isle of Avalon' = write the name of its file, without the extension"]),
    ("actors", {"aliases": "[[a, b]]"}, ["3:11 bad-value: expected text, not a list = write a single value, without brackets or '-'"]),
    ("sources", {"published": None, "date": "2025-03-03", "link": "https://times.example/x", "language": None, "lang": "en"}, ["6:1 unknown-field: unknown field 'date' = did you mean 'published'?", "7:1 unknown-field: unknown field 'link' = did you mean 'url'?", "8:1 unknown-field: unknown field 'lang' = did you mean 'language'?"]),
    ("sources", {"by": "A. Writer"}, ["8:1 unknown-field: unknown field 'by' = did you mean 'authors'?"]),
    ("sources", {"authors": "A. Writer, B. Writer"}, ["8:10 list-as-text: 'authors' is a single value with a comma = write a list: [A. Writer, B. Writer]; for a single value with a comma, write it in quotes: [\"A. Writer, B. Writer\"]"]),
    ("sources", {"kind": "newspaper"}, ["6:7 bad-value: 'newspaper' is not one of official, wire, news, analysis, opinion, reference, data = did you mean 'news'?"]),
    ("sources", {"rights": "© The Times"}, ["7:9 bad-value: '© The Times' is not one of owned, open-licence, public-domain, licensed, quote-only"]),
    ("sources", {"language": "English"}, ["5:11 bad-value: 'English' is not a language tag = did you mean 'en'?"]),
    ("sources", {"language": "fa_IR"}, ["5:11 bad-value: 'fa_IR' is not a language tag = did you mean 'fa-IR' or 'fa'?"]),
    ("sources", {"reliability": "A1"}, ["8:14 bad-value: 'A1' is not one of A, B, C, D, E, F = the credibility of the information, 1 to 6, goes in 'credibility' of the evidence"]),
    ("sources", {"reliability": "high"}, ["8:14 bad-value: 'high' is not one of A, B, C, D, E, F = the credibility of the information, 1 to 6, goes in 'credibility' of the evidence"]),
    ("sources", {"url": "www.times.example/x"}, ["8:6 bad-value: the URL does not begin with 'https://' = write the full URL, with https://"]),
    ("sources", {"url": "https://times.example/\N{ZERO WIDTH SPACE}x"}, ["8:6 bad-value: the URL contains 'U+200B' (zero width space), which is invisible = remove it"]),
    ("sources", {"url": "https://me:pw@times.example/"}, ["8:6 bad-value: the URL contains a user name before '@' = remove everything between '//' and '@'"]),
    ("sources", {"url": "[x](https://times.example/)"}, ["8:9 yaml-syntax: '(https://times.example/)' cannot follow ']' = put the whole text in quotes: it starts with '['"]),
    ("sources", {"url": "<https://times.example/>"}, ["8:6 bad-value: the URL contains '<', which is not allowed = remove it"]),
    ("sources", {"url": "http://localhost:8000/x", "archived_url": "http://10.0.0.1/"}, ["8:6 bad-value: the URL has the host 'localhost', which is not on the public internet = write the public URL", "9:15 bad-value: the URL has the host '10.0.0.1', which is not on the public internet = write the public URL"]),
    ("sources", {"title_reconstructed": "maybe"}, ["8:22 bad-value: expected true or false, not 'maybe'"]),
    ("sources", {"derives_from": "a wire report"}, ["8:15 unknown-reference: there is no source 'a wire report' = write the name of its file, without the extension"]),
    ("sources", {"retired": "true"}, ["8:10 bad-value: expected 'field: value' lines, not 'true' = write 'on: ...', 'because: ...'"]),
    ("sources", {"title": "“Bridge: a story”"}, ["2:15 yaml-syntax: '“Bridge: a story”' is not in quotes, but contains a ':' = put the text in straight quotes: '“' is not a quote in YAML"]),
    ("events", {"when": None, "date": "2025-04-01"}, ["4:1 unknown-field: unknown field 'date' = did you mean 'when'?"]),
    ("events", {"when": "\N{FULLWIDTH DIGIT TWO}\N{FULLWIDTH DIGIT ZERO}\N{FULLWIDTH DIGIT TWO}\N{FULLWIDTH DIGIT FIVE}-04-01"}, ["2:7 bad-date: '\N{FULLWIDTH DIGIT TWO}\N{FULLWIDTH DIGIT ZERO}\N{FULLWIDTH DIGIT TWO}\N{FULLWIDTH DIGIT FIVE}-04-01' is not an EDTF date: it contains '\N{FULLWIDTH DIGIT TWO}', which is U+FF12 (fullwidth digit two) = write '2025-04-01'"]),
    ("events", {"when": "\N{ARABIC-INDIC DIGIT TWO}\N{ARABIC-INDIC DIGIT ZERO}\N{ARABIC-INDIC DIGIT TWO}\N{ARABIC-INDIC DIGIT FIVE}-\N{ARABIC-INDIC DIGIT ZERO}\N{ARABIC-INDIC DIGIT FOUR}-\N{ARABIC-INDIC DIGIT ZERO}\N{ARABIC-INDIC DIGIT ONE}"}, ["2:7 bad-date: '\N{ARABIC-INDIC DIGIT TWO}\N{ARABIC-INDIC DIGIT ZERO}\N{ARABIC-INDIC DIGIT TWO}\N{ARABIC-INDIC DIGIT FIVE}-\N{ARABIC-INDIC DIGIT ZERO}\N{ARABIC-INDIC DIGIT FOUR}-\N{ARABIC-INDIC DIGIT ZERO}\N{ARABIC-INDIC DIGIT ONE}' is not an EDTF date: it contains '\N{ARABIC-INDIC DIGIT TWO}', which is U+0662 (arabic-indic digit two) = write '2025-04-01'"]),
    ("events", {"when": "2025-04-01\N{ZERO WIDTH SPACE}"}, ["2:17 bad-date: '2025-04-01\N{ZERO WIDTH SPACE}' is not an EDTF date: it contains U+200B (zero width space), which is invisible = write '2025-04-01'"]),
    ("events", {"when": "2025\N{EN DASH}04\N{EN DASH}01"}, ["2:11 bad-date: '2025\N{EN DASH}04\N{EN DASH}01' is not an EDTF date: it contains '\N{EN DASH}', which is U+2013 (en dash) = write '2025-04-01'"]),
    ("events", {"actors": "[avalon\N{ZERO WIDTH SPACE}]"}, ["5:16 unknown-reference: there is no actor 'avalon\N{ZERO WIDTH SPACE}': it contains U+200B (zero width space), which is invisible = did you mean 'avalon'?"]),
    ("events", {"actors": "[\N{CYRILLIC SMALL LETTER A}valon]"}, ["5:10 unknown-reference: there is no actor '\N{CYRILLIC SMALL LETTER A}valon': it contains '\N{CYRILLIC SMALL LETTER A}', which is U+0430 (cyrillic small letter a) = did you mean 'avalon'?"]),
    ("events", {"actors": "[Avalon, Brigid]"}, ["5:10 unknown-reference: there is no actor 'Avalon' = did you mean 'avalon'?", "5:18 unknown-reference: there is no actor 'Brigid' = did you mean 'brigid'?"]),
    ("events", {"actors": "avalon, brigid"}, ["5:9 unknown-reference: there is no actor 'avalon, brigid' = write a list: [avalon, brigid]"]),
    ("events", {"actors": "[avalon\N{ARABIC COMMA} brigid]"}, ["5:16 unknown-reference: there is no actor 'avalon\N{ARABIC COMMA} brigid': it contains '\N{ARABIC COMMA}', which is U+060C (arabic comma) = write a list: [avalon, brigid]"]),
    ("events", {"evidence": "gazette"}, ["3:11 bad-value: expected 'field: value' lines, not 'gazette' = write 'source: gazette', 'says: ...'"]),
    ("events", {"evidence": "[gazette, herald]"}, ["3:12 bad-value: expected 'field: value' lines, not 'gazette' = write 'source: gazette', 'says: ...'", "3:21 bad-value: expected 'field: value' lines, not 'herald' = write 'source: herald', 'says: ...'"]),
    ("events", {"evidence": None, "sources": "[gazette]"}, ["4:1 unknown-field: unknown field 'sources' = did you mean 'evidence'?"]),
    ("events", {"evidence": "[{source: gazette}]"}, ["3:12 missing-field: 'says' is missing = add 'says: ...', one of supports, contradicts, context"]),
    ("events", {"evidence": "[{source: gazette, says: confirms}]"}, ["3:36 bad-value: 'confirms' is not one of supports, contradicts, context = did you mean 'supports'?"]),
    ("events", {"evidence": "[{source: gazette, says: supports, credibility: high}]"}, ["3:59 bad-value: 'high' is not one of 1, 2, 3, 4, 5, 6 = 1 is confirmed, 5 improbable, 6 cannot be judged; the reliability of the source, A to F, goes in the source"]),
    ("events", {"evidence": "[{source: gazette, says: supports, page: 4}]"}, ["3:46 unknown-field: unknown field 'page' = did you mean 'passage'?"]),
    ("events", {"evidence": "[{source: gazette, says: supports, passage: 4}]"}, ["3:55 bad-value: '4' is not a valid 'passage' = write 'p4' for a paragraph or 'p4.s2' for a sentence"]),
    ("events", {"evidence": "[{source: gazette, says: supports, quote: He came, he saw}]"}, ["3:60 yaml-syntax: the ',' separates 'he saw' from 'He came' = put the whole text in quotes"]),
    ("events", {"explainers": "[ferry.md]"}, ["4:14 unknown-reference: there is no explainer 'ferry.md' = did you mean 'ferry'?"]),
    ("events", {"after": "{event: x, offset: 2 days}"}, ["5:27 bad-value: '2 days' is not a valid 'offset' = write an ISO 8601 duration: 'P2D' is two days, 'P1W' a week"]),
    ("events", {"after": "ferry-opens"}, ["5:8 bad-value: expected 'field: value' lines, not 'ferry-opens' = write 'event: ferry-opens'"]),
    ("events", {"location": "Strelsau"}, ["5:1 unknown-field: unknown field 'location' = did you mean 'place'?"]),
    ("events", {"issue": "military, diplomatic"}, ["5:8 unknown-issue: 'military, diplomatic' is not a known issue = name only one of them"]),
    ("claims", {"statement": None, "claim": "The ferry is safe"}, ["7:1 unknown-field: unknown field 'claim' = did you mean 'statement'?"]),
    ("claims", {"hedge": None}, ["1:1 missing-field: 'hedge' is missing = add 'hedge: ...', one of asserted, reported, suggested, predicted, conditional, promised"]),
    ("claims", {"made": None, "date": "2025-03-01"}, ["7:1 unknown-field: unknown field 'date' = did you mean 'made'?"]),
    ("claims", {"made": None, "maid": "2025-03-01"}, ["7:1 unknown-field: unknown field 'maid' = did you mean 'made'?"]),
    ("claims", {"statement": "Avalon: the ferry is safe"}, ["1:18 yaml-syntax: 'Avalon: the ferry is safe' is not in quotes, but contains a ':' = put the text in quotes: it contains ': '"]),
    ("claims", {"status": "disputed"}, ["8:1 unknown-field: unknown field 'status' = did you mean 'assessments'?"]),
    ("claims", {"assessments": "[{on: 2025-03-02, verdict: false, because: So.}]"}, ["8:32 unknown-field: unknown field 'verdict' = did you mean 'status'?"]),
    ("claims", {"assessments": "[{on: 2025-03-02, status: mostly true, because: So.}]"}, ["8:40 bad-value: 'mostly true' is not one of supported, partly-supported, disputed, contradicted, unproven, outdated, cannot-be-judged = did you mean 'partly true'?"]),
    ("claims", {"positions": "[{who: brigid, stance: deny, date: 2025-03-02, evidence: [{source: gazette, says: supports, credibility: 2}]}]"}, ["8:14 unknown-field: unknown field 'who' = did you mean 'actor'?", "8:41 unknown-field: unknown field 'date' = did you mean 'when'?"]),
    ("claims", {"positions": "[{actor: brigid, stance: denied, when: 2025-03-02}]"}, ["8:13 missing-field: 'evidence' is missing = add 'evidence: ...', with lines for 'source', 'says'"]),
    ("claims", {"claimant": "[]"}, ["2:11 bad-value: 'claimant' is empty = add at least one value"]),
    ("claims", {"statement": "Resolution #2231 was adopted"}, ["1:23 text-as-comment: '#2231 was adopted' is a comment in YAML, not part of the text = put the text in quotes if this is part of it; otherwise add a space after '#'"]),
    ("claims", {"statement": "#2231 was adopted"}, ["1:1 empty-value: 'statement' has no value = put the text in quotes: '#' starts a comment"]),
    ("claims", {"id": "safe"}, ["8:5 id-mismatch: the id 'safe' differs from the file name 'x' = remove the line, or name the file 'safe.yml'"]),
    ("claims", {"statement": "%5 of ferries sink"}, ["1:12 yaml-syntax: text cannot start with '%' = put the text in quotes: it starts with '%'"]),
    ("claims", {"statement": "@brigid said so"}, ["1:12 yaml-syntax: text cannot start with '@' = put the text in quotes: it starts with '@'"]),
    ("claims", {"statement": "*Everyone* knows"}, ["1:12 yaml-feature: the alias '*Everyone* knows' is not supported = repeat the value; text that starts with '*' needs quotes"]),
    ("claims", {"statement": '"Safe" says Brigid'}, ["1:19 yaml-syntax: 'says Brigid' cannot follow '\"' = put the whole text in quotes, and write \\\" for each double quote inside it"]),
    ("claims", {"statement": "'It's safe'"}, ["1:16 yaml-syntax: 's safe'' cannot follow ''' = put the whole text in quotes, and write '' for each single quote inside it"]),
    ("acts", {"type": None, "kind": "SUPPORT"}, ["10:1 unknown-field: unknown field 'kind' = did you mean 'type'?"]),
    ("acts", {"by": None, "toward": None, "from": "avalon", "to": "brigid"}, ["9:1 unknown-field: unknown field 'from' = did you mean 'by'?", "10:1 unknown-field: unknown field 'to' = did you mean 'toward'?"]),
    ("acts", {"standing": "confirmed"}, ["8:11 bad-value: 'confirmed' is not one of established, disputed = did you mean 'established'?"]),
    ("acts", {"form": "verbal"}, ["6:7 bad-value: 'verbal' is not one of words, institutional, deed = did you mean 'words'?"]),
    ("acts", {"direction": "positive"}, ["11:12 bad-value: 'positive' is not one of with, neither, against = did you mean 'with'?"]),
    ("acts", {"toward": "avalon"}, ["4:9 self-act: the act is by 'avalon' and toward 'avalon' = name another actor"]),
    ("votes", {"ballots": "{avalon: for, brigid: against}"}, ["5:19 bad-value: 'for' is not one of yes, no, abstain, absent = did you mean 'yes'?", "5:32 bad-value: 'against' is not one of yes, no, abstain, absent = did you mean 'no'?"]),
    ("votes", {"ballots": "[avalon]"}, ["5:10 bad-value: expected 'name: value' lines, not a list = write 'name: value' lines, without '-' or square brackets"]),
    ("votes", {"ballots": "\n  - avalon: yes\n  - brigid: no"}, ["6:3 bad-value: expected 'name: value' lines, not a list = write 'name: value' lines, without '-' or square brackets"]),
    ("votes", {"ballots": "{atlantis: yes}"}, ["5:11 unknown-voter: there is no actor 'atlantis' = add it as content/actors/atlantis.yml"]),
    ("votes", {"ballots": None, "votes": "{avalon: yes}"}, ["7:1 unknown-field: unknown field 'votes' = did you mean 'ballots'?"]),
    ("votes", {"favours": "avalon", "disfavours": "avalon"}, ["9:13 vote-sides: a yes cannot both favour and disfavour 'avalon' = keep one of the two"]),
    ("votes", {"result": "adopted"}, ["8:1 unknown-field: unknown field 'result' = did you mean 'outcome'?"]),
    ("costs", {"amount": "100000000"}, ["9:9 bad-value: expected 'field: value' lines, not '100000000' = the fields here are low, best, high, currency, unit, price_year, per"]),
    ("costs", {"amount": "{best: 100,000,000, currency: USD}"}, ["9:16 yaml-syntax: the ',' ends the number '100' here = write it without separators: 100000000"]),
    ("costs", {"amount": "\n  best: 100,000,000\n  currency: USD"}, ["10:9 bad-value: expected a number, not '100,000,000' = write 100000000"]),
    ("costs", {"amount": "\n  best: 100 million\n  currency: USD"}, ["10:9 bad-value: expected a number, not '100 million' = write 100000000"]),
    ("costs", {"amount": "{best: $100, currency: dollars}"}, ["9:16 bad-value: expected a number, not '$100' = write 100", "9:32 bad-value: 'dollars' is not a valid 'currency' = write the ISO 4217 code, three capital letters: 'USD'"]),
    ("costs", {"amount": "{value: 100, unit: USD}"}, ["9:10 unknown-field: unknown field 'value' = did you mean 'best'?"]),
    ("costs", {"qualitative": None}, ["1:1 bad-value: a cost needs an amount, or a 'qualitative' description if there is no figure"]),
    ("costs", {"amount": "{low: 5, high: 2, currency: USD}"}, ["9:9 bad-value: the figures of an amount must be in ascending order: low, best, high"]),
    ("costs", {"status": "paid"}, ["5:9 bad-value: 'paid' is not one of incurred, projected, threatened, avoided, disputed, exposed = did you mean 'incurred'?"]),
    ("costs", {"kind": "money"}, ["2:7 bad-value: 'money' is not one of fiscal, trade, sanctions, security, diplomatic, domestic, reputational, humanitarian"]),
    ("costs", {"amount": "{best: 1, price_year: 99}"}, ["9:31 bad-value: '99' is too low for 'price_year': it must be at least 1000"]),
    ("costs", {"estimated_by": "avalon, brigid"}, ["9:15 unknown-reference: there is no actor or source 'avalon, brigid' = write a list: [avalon, brigid]"]),
    ("risks", {"likelihood": "20%"}, ["6:13 bad-value: '20%' is not one of almost-no-chance, very-unlikely, unlikely, roughly-even-chance, likely, very-likely, almost-certain = or give a range in per cent: 'range: [20, 45]'"]),
    ("risks", {"likelihood": "{range: 20-45, said_by: avalon}"}, ["6:21 bad-value: expected a list, not '20-45' = write a list: [20, 45]"]),
    ("risks", {"likelihood": "{word: probably not, said_by: avalon}"}, ["6:20 bad-value: 'probably not' is not one of almost-no-chance, very-unlikely, unlikely, roughly-even-chance, likely, very-likely, almost-certain = did you mean 'unlikely'?"]),
    ("risks", {"likelihood": "maybe", "said_by": "avalon"}, ["6:13 bad-value: 'maybe' is not one of almost-no-chance, very-unlikely, unlikely, roughly-even-chance, likely, very-likely, almost-certain = did you mean 'roughly-even-chance'?"]),
    ("risks", {"impact": "high"}, ["6:9 bad-value: expected 'field: value' lines, not 'high' = write 'dimension: ...', 'because: ...'"]),
    ("risks", {"impact": "[{dimension: lives, level: high}]"}, ["6:10 missing-field: 'because' is missing = add 'because: ...'"]),
    ("risks", {"impact": "[{dimension: lives, level: minor, because: 100,000 people would leave, it is said}]"}, ["6:52 yaml-syntax: the ',' ends the number '100' here = write it without separators: 100000"]),
    ("risks", {"bearer": None, "actor": "brigid"}, ["5:1 unknown-field: unknown field 'actor' = did you mean 'bearer'?"]),
    ("drivers", {"with": None, "to": "avalon"}, ["7:1 unknown-field: unknown field 'to' = did you mean 'with'?"]),
    ("drivers", {"direction": "positive"}, ["2:12 bad-value: 'positive' is not one of toward, away, both = did you mean 'toward'?"]),
    ("drivers", {"summary": None, "description": "x"}, ["7:1 unknown-field: unknown field 'description' = did you mean 'summary'?"]),
    ("scenarios", {"signposts": "[Fares rise]"}, ["5:13 bad-value: expected 'field: value' lines, not 'Fares rise' = write 'id: ...', 'text: ...', 'points_to: ...'"]),
    ("scenarios", {"signposts": "[{text: Fares rise, points_to: toward}]"}, ["5:13 missing-field: 'id' is missing = add 'id: ...'"]),
    ("scenarios", {"signposts": "[{id: a, text: Fares rise, points_to: toward, date: 2027}]"}, ["5:58 unknown-field: unknown field 'date' = did you mean 'due'?"]),
    ("scenarios", {"signposts": "[{id: Fares Rise, text: Fares rise, points_to: toward}]"}, ["5:18 bad-value: 'Fares Rise' is not a valid 'id' = write 'fares-rise'"]),
    ("scenarios", {"signposts": "[{id: a, text: Fares rise, points_to: nowhere}]"}, ["5:50 unknown-reference: there is no scenario 'nowhere' = add it as content/scenarios/nowhere.yml"]),
    ("scenarios", {"resolution": "occurred"}, ["5:13 bad-value: expected 'field: value' lines, not 'occurred' = write 'on: ...', 'outcome: ...', 'because: ...', 'evidence: ...'"]),
    ("explainers", {"answer": "- It is."}, ["4:9 yaml-syntax: text cannot start with '- ' = put the text in quotes: it starts with '- '; or start the list on a new line"]),
    ("explainers", {"status": "live"}, ["7:9 bad-value: 'live' is not one of draft, published = did you mean 'published'?"]),
    ("explainers", {"focal": "[Avalon]"}, ["5:9 unknown-reference: there is no actor 'Avalon' = did you mean 'avalon'?"]),
    ("explainers", {"deck": "[x]"}, ["7:7 bad-value: expected text, not a list = write a single value, without brackets or '-'"]),
]
"""Sections, fields that are written otherwise (None: left out), and what is told."""

EVENT = """\
title: The ferry sinks
when: 2025-04-01
place: Strelsau
actors:
  - avalon
  - brigid
issue: economic
summary: It sank.
evidence:
  - source: gazette
    says: supports
    quote: It sank
    credibility: 2
  - source: herald
    says: context
explainers:
  - ferry
"""

EDITS: list[tuple[str, str, list[str]]] = [
    ("explainers:\n  - ferry\n", "    explainers:\n      - ferry\n", ["16:5 unknown-field: unknown field 'explainers' = it belongs to the record itself: indent it less"]),
    ("    says: supports\n", "  says: supports\n", ["11:3 yaml-syntax: 'says: supports' is not indented like the lines around it = indent it with spaces, like the lines it belongs with"]),
    ("    says: supports\n", "   says: supports\n", ["11:4 yaml-syntax: 'says: supports' is not indented like the lines around it = indent it with spaces, like the lines it belongs with"]),
    ("    says: supports\n", "     says: supports\n", ["11:6 yaml-syntax: 'says:' cannot start here = indent the line like the lines around it; if it continues the text above, put that text in quotes"]),
    ("  - source: herald\n", "    source: herald\n", ["14:5 duplicate-key: duplicate key 'source' = keep one of them: the first is on line 10; or write '- ' before the first field of a new item"]),
    ("  - source: gazette\n", "  -source: gazette\n", ["10:3 yaml-syntax: there is no space after '-' = write '- ' before each item of a list"]),
    ("  - source: gazette\n    says: supports\n    quote: It sank\n    credibility: 2\n  - source: herald\n    says: context\n", "  -source: gazette\n    says: supports\n", ["10:3 yaml-syntax: there is no space after '-' = write '- ' before each item of a list"]),
    ("  - source: herald\n", "  -source: herald\n", ["14:3 yaml-syntax: there is no space after '-' = write '- ' before each item of a list"]),
    ("  - avalon\n  - brigid\n", "  avalon\n  brigid\n", ["5:3 unknown-reference: there is no actor 'avalon brigid' = write a list: [avalon, brigid]"]),
    ("  - avalon\n  - brigid\n", "  * avalon\n  * brigid\n", ["5:3 yaml-syntax: '*' does not start a list item = start each item with '- '"]),
    ("  - avalon\n  - brigid\n", "  \N{BULLET} avalon\n  \N{BULLET} brigid\n", ["5:3 unknown-reference: there is no actor '\N{BULLET} avalon \N{BULLET} brigid' = write a list: [avalon, brigid]"]),
    ("  - avalon\n  - brigid\n", "  avalon,\n  brigid\n", ["5:3 unknown-reference: there is no actor 'avalon, brigid' = write a list: [avalon, brigid]"]),
    ("quote: It sank", 'quote: "It "sank" fast"', ["12:17 yaml-syntax: 'sank\" fast\"' cannot follow '\"' = put the whole text in quotes, and write \\\" for each double quote inside it"]),
    ("quote: It sank", 'quote: "It sank', ['12:12 yaml-syntax: the quote " that starts here is not closed = close it with " at the end of the text']),
    ("quote: It sank", "quote: He said: It sank", ["12:19 yaml-syntax: 'He said: It sank' is not in quotes, but contains a ':' = put the text in quotes: it contains ': '"]),
    ("quote: It sank", "quote: It is #1", ["12:18 text-as-comment: '#1' is a comment in YAML, not part of the text = put the text in quotes if this is part of it; otherwise add a space after '#'"]),
    ("summary: It sank.", "summary: It sank, and this is why:", ["8:34 yaml-syntax: 'It sank, and this is why:' is not in quotes, but contains a ':' = put the text in quotes: it ends with ':'"]),
    ("summary: It sank.", "summary:\nIt sank.", ["9:1 yaml-syntax: 'It sank.' has no ': ' = write 'name: value', or indent the line if it continues the text above"]),
    ("summary: It sank.", "summary: [Minister] said so", ["8:21 yaml-syntax: 'said so' cannot follow ']' = put the whole text in quotes: it starts with '['"]),
    ("summary: It sank.", "summary: {sic} it sank", ["8:16 yaml-syntax: 'it sank' cannot follow '}' = put the whole text in quotes: it starts with '{'"]),
    ("summary: It sank.", "summary: **It** sank", ["8:10 yaml-feature: the alias '**It** sank' is not supported = repeat the value; text that starts with '*' needs quotes"]),
    ("summary: It sank.", "summary: > It sank", ["8:12 yaml-syntax: text cannot follow '>' on the same line = start the text on the line below '>', or put it in quotes"]),
    ("summary: It sank.", "summary: | It sank", ["8:12 yaml-syntax: text cannot follow '|' on the same line = start the text on the line below '|', or put it in quotes"]),
    ("summary: It sank.", "summary: & it sank", ["8:10 yaml-feature: the anchor '& it sank' is not supported = repeat the value where it is needed; text that starts with '&' needs quotes"]),
    ("summary: It sank.", "summary: !It sank", ["8:10 yaml-feature: the tag '!It' is not supported = remove it, or put text that starts with '!' in quotes"]),
    ("summary: It sank.", "summary: ? it sank", ["8:10 yaml-syntax: text cannot start with '? ' = put the text in quotes: it starts with '? '"]),
    ("summary: It sank.", "summary: `It` sank", ["8:10 yaml-syntax: text cannot start with '`' = put the text in quotes: it starts with '`'"]),
    ("summary: It sank.", "summary: - it sank", ["8:10 yaml-syntax: text cannot start with '- ' = put the text in quotes: it starts with '- '; or start the list on a new line"]),
    ("place: Strelsau", "\tplace: Strelsau", ["3:1 yaml-syntax: the line is indented with a tab = use spaces"]),
    ("place: Strelsau", "place Strelsau", ["3:1 yaml-syntax: 'place Strelsau' has no ': ' = write 'name: value', or indent the line if it continues the text above"]),
    ("place: Strelsau", "place:Strelsau", ["3:6 yaml-syntax: there is no space after 'place:' = write 'place: Strelsau'"]),
    ("place: Strelsau", "Place: Strelsau", ["3:1 unknown-field: unknown field 'Place' = did you mean 'place'?"]),
    ("place: Strelsau", "pla ce: Strelsau", ["3:1 unknown-field: unknown field 'pla ce' = did you mean 'place'?"]),
    ("place: Strelsau", "“place”: Strelsau", ["3:1 unknown-field: unknown field '“place”': it contains '“', which is U+201C (left double quotation mark) = did you mean 'place'?"]),
    ("place: Strelsau", "place: Strelsau\nplace: Zenda", ["4:1 duplicate-key: duplicate key 'place' = keep one of them: the first is on line 3"]),
    ("place: Strelsau", "---\nplace: Strelsau", ["3:1 yaml-feature: a second document starts here = keep one record per file: remove the line '---'"]),
    ("title: The", "```yaml\ntitle: The", ["1:1 yaml-syntax: '```' starts code in Markdown, but is not valid YAML = remove the line"]),
    ("place: Strelsau", "// todo\nplace: Strelsau", ["3:1 yaml-syntax: '// todo' has no ': ' = write 'name: value', or indent the line if it continues the text above"]),
    ("  - brigid\n", "  -\n", ["6:4 empty-value: the entry has no value = add a value, or remove the line"]),
    ("when: 2025-04-01", "when: 1\N{NO-BREAK SPACE}April\N{NO-BREAK SPACE}2025", ["2:8 bad-date: '1\N{NO-BREAK SPACE}April\N{NO-BREAK SPACE}2025' is not an EDTF date: it contains U+00A0 (no-break space), which is invisible = write '2025-04-01'"]),
    ("  - avalon", "  - ava\N{SOFT HYPHEN}lon", ["5:8 unknown-reference: there is no actor 'ava\N{SOFT HYPHEN}lon': it contains U+00AD (soft hyphen), which is invisible = did you mean 'avalon'?"]),
    ("  - avalon", "  - \N{LEFT-TO-RIGHT EMBEDDING}avalon\N{POP DIRECTIONAL FORMATTING}", ["5:5 bad-character: the character 'U+202A' (left-to-right embedding) is not allowed = remove it: it is invisible, or changes how the text around it is shown", "5:12 bad-character: the character 'U+202C' (pop directional formatting) is not allowed = remove it: it is invisible, or changes how the text around it is shown"]),
    ("  - avalon", "  - avalon\N{LEFT-TO-RIGHT MARK}", ["5:11 unknown-reference: there is no actor 'avalon\N{LEFT-TO-RIGHT MARK}': it contains U+200E (left-to-right mark), which is invisible = did you mean 'avalon'?"]),
    ("place: Strelsau", "place: \N{ZERO WIDTH NO-BREAK SPACE}Strelsau", ["3:8 bad-character: the character 'U+FEFF' (byte order mark) is not allowed = remove it: it is allowed only at the start of a file"]),
    ("summary: It sank.", "summary: See [x](claim:nothing).", ["8:24 unknown-reference: there is no claim 'nothing' = add it as content/claims/nothing.yml"]),
    ("summary: It sank.", "summary: See [x](source:gazette\N{ZERO WIDTH SPACE}).", ["8:32 unknown-reference: there is no source 'gazette\N{ZERO WIDTH SPACE}': it contains U+200B (zero width space), which is invisible = did you mean 'gazette'?"]),
    ("summary: It sank.", "summary: See [x](source:gazette\N{NO-BREAK SPACE}).", ["8:32 bad-link: '](source:gazette )' is not a valid reference, and would be shown as plain text: it contains U+00A0 (no-break space), which is invisible = write '[words](source:some-id)', without spaces"]),
    ("summary: It sank.", "summary: See [x](sources:gazette).", ["8:16 bad-link: '](sources:gazette)' is not a valid reference, and would be shown as plain text = write '[words](source:some-id)', without spaces"]),
    ("summary: It sank.", "summary: See [x] (source:gazette).", ["8:16 bad-link: '] (source:gazette)' is not a valid reference, and would be shown as plain text = write '[words](source:some-id)', without spaces"]),
    ("    credibility: 2\n", "    credibility: 2\n    speaker: avalon\N{ZERO WIDTH SPACE}\n", ["14:20 unknown-reference: there is no actor 'avalon\N{ZERO WIDTH SPACE}': it contains U+200B (zero width space), which is invisible = did you mean 'avalon'?"]),
    ("credibility: 2", "credibility: \N{FULLWIDTH DIGIT TWO}", ["13:18 bad-value: '\N{FULLWIDTH DIGIT TWO}' is not one of 1, 2, 3, 4, 5, 6: it contains '\N{FULLWIDTH DIGIT TWO}', which is U+FF12 (fullwidth digit two) = did you mean '2'?"]),
    ("place: Strelsau", "<<<<<<< HEAD\nplace: Strelsau\n=======\nplace: Zenda\n>>>>>>> other", ["3:1 yaml-syntax: unresolved merge conflict = keep the lines of one side or both, and remove the conflict markers"]),
    ("    quote: It sank\n", "<<<<<<< HEAD\n    quote: It sank\n=======\n    quote: It sunk\n>>>>>>> other\n", ["12:1 yaml-syntax: unresolved merge conflict = keep the lines of one side or both, and remove the conflict markers"]),
    ("title: The ferry sinks\n", '"title": "The ferry sinks",\n', ["1:27 yaml-syntax: a line of YAML cannot end with ',' = remove it"]),
    ("  - source: herald\n    says: context\n", "  - &a\n    source: herald\n    says: context\n  - *a\n", ["14:5 yaml-feature: the anchor '&a' is not supported = repeat the value where it is needed; text that starts with '&' needs quotes", "17:5 yaml-feature: the alias '*a' is not supported = repeat the value; text that starts with '*' needs quotes"]),
    ("  - avalon\n", "  - avalon #the isle\n", ["5:12 text-as-comment: '#the isle' is a comment in YAML, not part of the text = put the text in quotes if this is part of it; otherwise add a space after '#'"]),
]
"""Words of EVENT, what is written in their place, and what is told."""
# fmt: on


def told(checked: Check, files: Files) -> list[str]:
    return [
        f"{one.place.line}:{one.place.column} {one.rule.code}: {one.message}" + (f" = {one.hint}" if one.hint else "")
        for one in checked(files).diagnostics
        if one.rule.code != "unreachable-record"
    ]


@pytest.mark.parametrize(("section", "fields", "expected"), FIELDS)
def test_a_wrong_field_is_told_once_in_an_editors_words(
    checked: Check, record: MakeRecord, section: str, fields: dict[str, str | None], expected: list[str]
) -> None:
    ending = "md" if section in ("sources", "explainers") else "yml"
    assert told(checked, {f"{section}/x.{ending}": record(section, **fields)}) == expected


@pytest.mark.parametrize(("right", "wrong", "expected"), EDITS)
def test_a_wrong_line_is_told_once_in_an_editors_words(checked: Check, right: str, wrong: str, expected: list[str]) -> None:
    assert EVENT.count(right) == 1
    assert told(checked, {"events/x.yml": EVENT.replace(right, wrong)}) == expected


def test_the_record_is_right_before_it_is_broken(checked: Check) -> None:
    assert told(checked, {"events/x.yml": EVENT}) == []
    assert len(FIELDS) + len(EDITS) > 100


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("summary: It sank.", "summary:\tIt\tsank."),
        ("title: The ferry sinks", "---\ntitle: The ferry sinks"),
        (
            "title: The ferry sinks",
            "title: \N{ARABIC LETTER MEEM}\N{ARABIC LETTER FARSI YEH}\N{ZERO WIDTH NON-JOINER}\N{ARABIC LETTER KHAH}",
        ),
        ("place: Strelsau", "place: Strelsau # on the river"),
        ("place: Strelsau", "place: Strelsau\N{NO-BREAK SPACE}(old town)"),
        ("summary: It sank.", "summary: The co\N{SOFT HYPHEN}operative's ferry (no. 1) sank; see p. 4."),
    ],
)
def test_what_is_right_is_not_told(checked: Check, right: str, wrong: str) -> None:
    assert told(checked, {"events/x.yml": EVENT.replace(right, wrong)}) == []


SLIPS = {
    "a colon": lambda name, value: f"{name} {value}: {value}",
    "a quotation mark": lambda name, value: f'{name} "{value}',
    "a bracket": lambda name, value: f"{name} [{value}",
    "a space that is none": lambda name, value: f"{name}\N{NO-BREAK SPACE}{value}",
    "no space": lambda name, value: f"{name}{value}",
    "a tab": lambda name, value: f"\t{name} {value}",
    "a sign": lambda name, value: f"{name} @{value}",
}
"""Ways to break a line 'name: value'."""
PUBLICATION = Path(__file__).with_name("small_publication")
_LINE = re.compile(r"((?:  )*(?:- )?[a-z_]+:) ([A-Za-z][^\n:]*)")


@pytest.mark.slow
def test_one_slip_in_a_file_of_a_publication_is_one_mistake_in_its_line(tmp_path: Path) -> None:
    content = copytree(PUBLICATION, tmp_path / "content")
    right = {(str(one.place), one.message) for one in check_content(content, today=TODAY).diagnostics}
    slips = cycle(SLIPS)
    for number, path in enumerate(share(sorted(content.glob("*/*")), 3)):
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        end = lines.index("---", 1) if path.suffix == ".md" else len(lines)
        written = [(index, match) for index in range(end) if (match := _LINE.fullmatch(lines[index]))]
        if not written:
            continue
        index, match = written[number % len(written)]
        lines[index] = SLIPS[next(slips)](match[1], match[2])
        path.write_text("\n".join(lines), encoding="utf-8")
        found = [one for one in check_content(content, today=TODAY).diagnostics if (str(one.place), one.message) not in right]
        assert [(one.place.path, one.place.line) for one in found] == [(f"content/{path.relative_to(content).as_posix()}", index + 1)], (
            found
        )
        path.write_text(text, encoding="utf-8")
