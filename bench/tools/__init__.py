"""What the benches share: servers, loads, figures."""
