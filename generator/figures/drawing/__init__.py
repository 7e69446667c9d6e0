"""Charts by Altair, built and drawn in a process of their own."""
