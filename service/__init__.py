"""Tingbao: the newspaper, spoken. Begin with `service/briefing.py`."""
