"""What turns a figure into HTML, SVG or CSV; nothing outside knows how a figure looks. No writer reads what another wrote."""
