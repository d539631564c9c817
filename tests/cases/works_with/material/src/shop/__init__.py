def bill(amount: int) -> int:
    """Bill."""
    return amount
