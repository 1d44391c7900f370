"""How well the engines answer requests that people judged, beside two baselines."""
