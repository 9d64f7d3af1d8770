"""The engines that speak: one file with one class each, behind one protocol."""

from service.speech.engines.engine import ENGINES, Engine, SpeechRequest, Terms, digest, load, terms, version

__all__ = ["ENGINES", "Engine", "SpeechRequest", "Terms", "digest", "load", "terms", "version"]
