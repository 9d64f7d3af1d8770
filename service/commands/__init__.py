"""The command line's sub-commands, thin as `cli.py` itself."""
