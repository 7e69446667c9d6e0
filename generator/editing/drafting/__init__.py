"""Proposals from the text of a source: who is named, what is quoted and said, when, how much, who did what. An editor decides."""
