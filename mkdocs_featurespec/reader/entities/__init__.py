"""The tables, endpoints, events and jobs that a page names, however it spells them."""
