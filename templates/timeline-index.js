timelineIndex({{ names|tojson }}, {{ groups|tojson }});
