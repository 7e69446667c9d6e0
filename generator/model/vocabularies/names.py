"""What readers call the values of fields that have no scale of their own."""

from __future__ import annotations

from typing import Final

from generator.language import N_

FORM_WORDS: Final = {"words": N_("Words"), "institutional": N_("Vote, visit or signature"), "deed": N_("Deed")}
"""The forms of an act as readers know them."""
DIRECTION_WORDS: Final = {"with": N_("with"), "neither": N_("neither"), "against": N_("against")}
BALLOTS: Final = {"yes": N_("yes"), "no": N_("no"), "abstain": N_("abstained"), "absent": N_("absent")}
"""A ballot as readers see it."""
NO_BALLOT: Final = {"vote": N_("not on record"), "consensus": N_("by consensus, without a vote"), "unrecorded": N_("ballots not recorded")}
"""What stands for a ballot that is not there, by how it was decided."""
COST_KINDS: Final = {
    "fiscal": N_("Fiscal"),
    "trade": N_("Trade"),
    "sanctions": N_("Sanctions"),
    "security": N_("Security"),
    "diplomatic": N_("Diplomatic"),
    "domestic": N_("Domestic"),
    "reputational": N_("Reputational"),
    "humanitarian": N_("Humanitarian"),
}
"""What sort of cost it is."""
PLACE_KINDS: Final = {
    "settlement": N_("City, town or village"),
    "site": N_("Site"),
    "military-site": N_("Military site"),
    "crossing": N_("Border crossing"),
    "waters": N_("Waters"),
    "region": N_("Region"),
}
"""What sort of place a place is."""
PLACE_PRECISION: Final = {
    "exact": N_("the spot itself is known"),
    "town": N_("known to the town"),
    "area": N_("somewhere in an area, of which this is the middle"),
    "disputed": N_("where it is is disputed"),
}
"""How exactly a position is known."""
SIGNPOST_STATES: Final = {
    "open": N_("Open"),
    "seen": N_("Seen"),
    "not-seen": N_("Not seen"),
    "overdue": N_("Overdue"),
    "partly": N_("Partly realised"),
    "realised": N_("Realised"),
    "not-realised": N_("Not realised"),
    "incurred": N_("Incurred"),
    "projected": N_("Projected"),
    "threatened": N_("Threatened"),
    "avoided": N_("Avoided"),
    "exposed": N_("Exposed"),
}
"""Words for the statuses of costs, risks and signposts; those of claims are on the assessments scale."""
UNMARKED_STATES: Final = {"established": N_("Established"), "resolved": N_("Resolved"), "unresolved": N_("Open")}
"""Words for how acts and scenarios stand, of which no mark tells."""
