"""The HTTP server: published files, the API, probes and the status page; begin with `app.py`."""
