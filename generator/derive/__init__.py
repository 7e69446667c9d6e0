"""Pure functions from the record to what is shown: timelines, alignment, the life of a claim."""
