"""From utterances to clips: what is said, how it is read, who speaks it."""
