from demo.loading import dice


def test_share_is_the_same_for_the_same_key():
    assert dice.share("a", 1) == dice.share("a", 1) != dice.share("a", 2)


def test_number_reaches_both_ends():
    assert {dice.number(1, 3, turn) for turn in range(60)} == {1, 2, 3}


def test_chance_is_about_as_often_as_said():
    hits = sum(dice.chance(0.3, turn) for turn in range(1_000))

    assert 250 < hits < 350


def test_some_keeps_the_order_and_repeats_nothing():
    chosen = dice.some("abcdefgh", 5, "key")

    assert chosen == sorted(set(chosen))
    assert len(chosen) == 5
