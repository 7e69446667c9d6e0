"""On Record: a publication generator for explainers whose every statement can be checked.

The layers, each importing only those above it::

    text/ dates vocabularies/     reading text with positions; EDTF dates; the scales, as data
    bundled                       where templates and the starter are, in a checkout or installed
    errors files cache            what the system refuses, in words; files written whole; caches, verified by hash
    time_limits workers           subprocesses, limited by processor time and retried once
    ownership destinations        what is ours to replace; where a site may go
    replacing                     a folder put in place in one step
    locking cleaning              one build at a time; 'make clean'
    records/                      one module a section: the model, its docstrings the manual; the table of sections
    synonyms diagnostics          what editors write for a field; the rules, and mistakes as values
    invisible_characters          odd characters in what was written, named
    corpus                        all records: by id, by section, by who refers to them
    validation_messages reading   what the models refuse, in words; files of records and of their translations ...
    translation_files load        ... -> Corpus and diagnostics
    repository                    where files are edited and issues begun: of the publication, or of CI
    evidence/ checks/             grades and proofs; rules over the whole corpus
    checking                      all that is wrong in one run
    derive/                       timeline, places, stances, lives of claims, scores of forecasts: pure functions; facts asks each once
    outputs/                      what machines read: citations, the feed of corrections
    tokens                        colours and glyphs, for style sheets, pictures and cards alike
    figures/                      derived values -> figures as data; writers/ give HTML, SVG and CSV, drawing/ runs Altair
    cards/                        the picture that stands for a page where its address is shared
    pages/                        one module a page kind: a frozen view, and a function that lists its pages
    search_list search_near       Pagefind's files, made the same; what may have been meant by words that are not there
    search_index                  what the search finds -> Pagefind's index
    pictures picture_worker       SVG of figures and cards -> PNG
    render writing build          a page -> Markdown -> build/docs; only what changed is rendered and written
    stamp cached_pages            proof that nothing changed since a build; the pages that MkDocs need not make again ...
    raw_blocks                    ... and what it need not read of the others
    settings                      what MkDocs and its like are given, the theme's words as data -> build/*.yml
    site_links site project       MkDocs -> build/site, swapped in at once; both halves of a build
    starting                      'onrecord init': a publication to start from, generator/starter/
    editing/ reporting/ serve     commands that write for editors, or look records up; reports; the site on this machine
    admin/                        the editor in the browser: its package, verified, and its settings from the models
    terminal clock                all that is printed, inert; the day that it is
    options commands              what commands share; those of editing
    source_commands               those that take documents up and draft from them
    interface_commands            those by which programs, forms and an editor in the browser write
    reports preview               mistakes as a command reports them; a page by itself, at once after a save
    build_run cli                 one run of a build; the command

To change X, open Y:

    a field or a kind of record       records/<section>.py
    what annotations mean, and a walk over the values of a record: records/walking.py; over running text: corpus.py, text/body.py
    what is known of a section        records/__init__.py: its words, its pages, their place in the navigation; records/section.py
    what counts as a mistake          diagnostics.py, checks/
    how a mistake is worded           validation_messages.py, checks/, text/; how YAML goes on after one: text/yaml_repair.py
    how acts are counted              derive/stances.py
    what is derived once for all      derive/facts.py; where records stand: pages/timeline_pages.py, pages/context.py
    a scale                           vocabularies/<scale>.yml; what values without a scale are called: vocabularies/names.py
    corrections of our own mistakes   records/shared.py, pages/corrections.py, pages/record_actions.py
    what a page says                  pages/<kind>.py, then site_templates/pages/<kind>.md.j2
    what is too long for one page     pages/parts.py; where a record stands then: pages/shared_pages.py
    what a figure shows               figures/<figure>.py
    how a map is framed and drawn     figures/drawing/map_chart.py, natural_earth.json; distances: figures/earth.py
    how figures look                  figures/writers/, site_templates/assets/css/07-drawing.css, 07-figures.css
    a colour or a glyph               site_templates/tokens.yml, tokens.py
    how record text is escaped        pages/markup.py
    what machines read                outputs/, pages/annotations.py, pages/jsonld.py
    what the search finds             pages/search_entries.py, search_index.py, search_list.py, site_templates/assets/explore.js
    which words are the same          text/folding.py; what is offered for a slip: search_near.py, site_templates/assets/near.js
    under which word a title is filed vocabularies/filing.py, words/filing.yml
    when a page changed               derive/dating.py, pages/lastmod.py, site_templates/theme/sitemap.xml
    translations of the interface     language/, translation_files.py, derive/translating.py, 'make catalogues'
    what is changed for editors       editing/, commands.py
    what is told while one types      editing/live/; by schemas: editing/schema.py
    what words of fields mean         editing/words.yml, and of scales vocabularies/; how acts are coded: editing/coding.yml
    where disputes and edits go       repository.py, pages/record_actions.py
    on what terms files may be used   outputs/licence.py
    what is asked without git         editing/asking.py; in issues: editing/issue_forms.py; in the browser: admin/config.py
    how a page or PDF is read         editing/adding/
    what a text proposes              editing/drafting/, its words/
    where old addresses lead          records/base.py (former_ids), pages/moved.py
    what a build may replace          ownership.py, destinations.py
    what a terminal may be shown      text/inert.py, terminal.py
    where links inside a site lead    site_links.py
    what MkDocs is given              settings.py, mkdocs.yml, site_templates/theme/
"""
