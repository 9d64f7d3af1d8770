"""A VITS model of a few hundred bytes, written by hand: it hums for a quarter of a second per token.

ONNX is protobuf; the few messages needed are built from their field numbers (onnx.proto3).
"""

import struct

RATE = 16_000
TOKEN_SECONDS = 0.25
METADATA = {"sample_rate": str(RATE), "n_speakers": "1", "language": "Chinese", "comment": "tiny", "add_blank": "0"}
_READINGS = """
今 jin1, 天 tian1, 的 de5, 新 xin1, 闻 wen2, 各 ge4, 地 di4, 气 qi4, 都 dou1, 很 hen3, 好 hao3, 说 shuo1, 完 wan2,
了 le5, 银 yin2, 行 xing2, 杭 hang2, 航 hang2, 夷 yi2, 一 yi1, 定 ding4, 爱 ai4, 外 wai4, ai ai4
"""
LEXICON = dict(entry.split() for entry in _READINGS.split(","))
INT64, FLOAT = 7, 1


def varint(number):
    """A protobuf varint."""
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number, value):
    """One field: an int as varint, text, bytes or a nested message as length-delimited."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def node(op, inputs, output, attributes=b""):
    names = b"".join(field(1, name) for name in inputs)
    return field(1, names + field(2, output) + field(3, output) + field(4, op) + attributes)


def constant(name, kind, value, dims=()):
    data = struct.pack("<q" if kind == INT64 else "<f", value)
    return field(5, b"".join(field(1, dim) for dim in dims) + field(2, kind) + field(8, name) + field(9, data))


def value_info(name, kind, dims):
    shape = b"".join(field(1, field(2, dim) if isinstance(dim, str) else field(1, dim)) for dim in dims)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))


def model(metadata):
    """y[n] = length_scale-long hum: sin(0.1 n) / 3 for TOKEN_SECONDS of samples a token."""
    graph = b"".join(
        [
            node("Size", ["x"], "tokens"),
            node("Cast", ["tokens"], "tokens_f", field(5, field(1, "to") + field(3, FLOAT) + field(20, 2))),
            node("Mul", ["tokens_f", "token_samples"], "plain"),
            node("Mul", ["plain", "length_scale"], "scaled"),
            node("Squeeze", ["scaled"], "samples"),
            node("Range", ["zero", "samples", "one"], "time"),
            node("Mul", ["time", "step"], "phase"),
            node("Sin", ["phase"], "wave"),
            node("Mul", ["wave", "third"], "hum"),
            node("Unsqueeze", ["hum", "axes"], "row"),
            node("Unsqueeze", ["row", "axes"], "y"),
            field(2, "hum"),
            constant("token_samples", FLOAT, RATE * TOKEN_SECONDS),
            constant("zero", FLOAT, 0.0),
            constant("one", FLOAT, 1.0),
            constant("step", FLOAT, 0.1),
            constant("third", FLOAT, 0.33),
            constant("axes", INT64, 0, (1,)),
            field(11, value_info("x", INT64, (1, "L"))),
            field(11, value_info("x_length", INT64, (1,))),
            *(field(11, value_info(name, FLOAT, (1,))) for name in ("noise_scale", "length_scale", "noise_scale_w")),
            field(12, value_info("y", FLOAT, (1, 1, "N"))),
        ]
    )
    properties = b"".join(field(14, field(1, key) + field(2, value)) for key, value in metadata.items())
    return field(1, 8) + field(8, field(1, "") + field(2, 13)) + field(7, graph) + properties


def write(folder, metadata=METADATA, lexicon=LEXICON):
    """A model folder as sherpa-onnx publishes them."""
    folder.mkdir(parents=True)
    (folder / "model.onnx").write_bytes(model(metadata))
    tokens = ["sil", "eos", "sp", "，", "。", *dict.fromkeys(lexicon.values())]
    (folder / "tokens.txt").write_text("".join(f"{token} {i}\n" for i, token in enumerate(tokens)), "utf-8")
    (folder / "lexicon.txt").write_text("".join(f"{word} {phones}\n" for word, phones in lexicon.items()), "utf-8")
    return folder
