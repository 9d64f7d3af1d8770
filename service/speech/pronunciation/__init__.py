"""How each Han character of a spoken text is read: words first, a model only where words leave it open."""

from service.speech.pronunciation.pronouncer import SHIPPED, Pronouncer, Reading

__all__ = ["SHIPPED", "Pronouncer", "Reading"]
