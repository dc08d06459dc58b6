#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// packaging/update_grammars.mjs: writes the TextMate grammars of resources/grammars/ anew, from the npm package tm-grammars
// of the version below, and their licences into NOTICE. Only for whoever takes a newer version or another language;
// building needs neither Node.js nor the network. Grammars of our own (own_grammars.txt) are left as they are.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const version = '1.32.22';
const names = `asm awk bat c clojure cmake common-lisp cpp cpp-macro csharp css dart diff docker dotenv fortran-free-form
    fsharp go graphql groovy haskell html html-derivative http ini java javascript json jsonc julia kotlin latex less lua
    make markdown nix objective-c pascal perl php powershell proto python r regexp ruby rust scala scss shellscript
    shellsession solidity sql swift tex tsx typescript vb verilog viml vue xml zig`.split(/\s+/);
const allowed = ['MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'ISC'];
const unused = ['comment', 'displayName', 'fileTypes', 'firstLineMatch', 'foldingStartMarker', 'foldingStopMarker',
    'injections', 'injectionSelector', 'keyEquivalent', 'uuid', 'version', 'information_for_contributors'];

const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'grammars');
const work = mkdtempSync(join(tmpdir(), 'grammars-'));
try {
    execFileSync('npm', ['pack', '--silent', `tm-grammars@${version}`], {cwd: work});
    execFileSync('tar', ['xf', `tm-grammars-${version}.tgz`], {cwd: work});
    const index = await import(join(work, 'package', 'index.js'));
    const grammars = [...index.grammars, ...index.injections];
    for (const name of names) {
        const about = grammars.find(grammar => grammar.name === name);
        if (!allowed.includes(about.license))
            throw new Error(`${name} is under ${about.license}`);
        const grammar = JSON.parse(readFileSync(join(work, 'package', 'grammars', `${name}.json`), 'utf8'));
        for (const key of unused)
            delete grammar[key];
        delete grammar.name;
        const text = JSON.stringify(grammar, (key, value) => (key === 'comment' && typeof value === 'string' ? undefined : value));
        writeFileSync(join(out, `${grammar.scopeName}.json`), text + '\n');
    }
    writeFileSync(join(out, 'NOTICE'), notice(readFileSync(join(work, 'package', 'NOTICE'), 'utf8'), grammars));
} finally {
    rmSync(work, {recursive: true});
}

function notice(all, grammars) {
    const scopes = new Map(grammars.map(grammar => [grammar.name, grammar.scopeName]));
    const taken = new Set();
    let text = `The grammars in this folder come from the npm package tm-grammars ${version} (MIT, Anthony Fu), made smaller. Their
authors and licences follow. own_grammars.txt lists those that are Freshet's own, under its licence.\n`;
    for (const part of all.split(/^={20,}\n(?=Files:)/m).slice(1)) {
        const [, files, rest] = part.match(/^Files:\s+(.*)\n([^]*)$/);
        const ours = files.split(', ').map(file => file.replace(/\.json$/, '')).filter(name => names.includes(name));
        if (ours.length === 0)
            continue;
        ours.forEach(name => taken.add(name));
        const shown = ours.map(name => `${scopes.get(name)}.json`).join(', ');
        text += `\n${'='.repeat(100)}\nFiles:   ${shown}\n${rest.trimEnd()}\n`;
    }
    const missing = names.filter(name => !taken.has(name));
    if (missing.length > 0)
        throw new Error(`no licence text for ${missing}`);
    return text;
}
