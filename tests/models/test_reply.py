from panel.models.reply import total_usd


def test_prices_are_added_up():
    assert total_usd([0.25, 0.5]) == 0.75


def test_one_unknown_price_makes_the_total_unknown_and_not_smaller():
    assert total_usd([0.25, None]) is None


def test_nothing_paid_is_zero():
    assert total_usd([]) == 0
