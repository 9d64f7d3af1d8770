"""The voices' engines: one file with one class each, behind `Engine`."""
