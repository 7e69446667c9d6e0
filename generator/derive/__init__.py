"""Pure functions from the record to what is shown: timelines, stances, the life of a claim."""
