"""A language model as the programme's editor: any endpoint of OpenAI's form, never believed unchecked."""

from service.editing.llm.chat import Chat, Unusable
from service.editing.llm.endpoint import Endpoint
from service.editing.llm.storyteller import Storyteller

__all__ = ["Chat", "Endpoint", "Storyteller", "Unusable"]
