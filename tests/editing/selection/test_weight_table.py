"""Tables of learnt weights."""

from service.editing.selection import weight_table


def test_a_table_is_read_without_its_head_and_summed():
    table = weight_table.read("protocol_weights.tsv")
    assert table
    assert not any(name.startswith("#") for name in table)
    first = next(iter(table))
    assert weight_table.total(table, {first: 0.5, "no such feature": 9.0}) == table[first] / 2
