"""edge-tts still has the internals that `service.speech.engines.edge` reads."""

import inspect

import edge_tts
from edge_tts import communicate


def test_the_client_sums_the_bytes_of_ended_turns_in_its_state():
    assert edge_tts.Communicate("好").state["cumulative_audio_bytes"] == 0
    source = inspect.getsource(communicate)
    assert 'self.state["cumulative_audio_bytes"] += self.state["chunk_audio_bytes"]' in source


def test_the_address_of_the_service_is_a_web_socket():
    assert communicate.WSS_URL.startswith("wss://")  # type: ignore[attr-defined]
