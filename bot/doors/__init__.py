"""Web addresses of Caffi's own: files and feeds to fetch, pages to hand files in, /health and /metrics."""
