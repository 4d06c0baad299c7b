#!/usr/bin/env bash
# What .github/workflows/publish.yml runs: imports seeds/, commits and pushes what came of it, builds and checks output/.
# BASE_URL is the address of the site, if it is not the one in site.yaml.
set -euo pipefail
cd "$(dirname "$0")/.."
branch=${GITHUB_REF_NAME:-$(git symbolic-ref --short HEAD)}
notes=$(mktemp -d)
trap 'rm -rf "$notes"' EXIT

if [ -n "$(git status --porcelain)" ]; then
  echo "there are changes that are not committed; this script would mix them with its own" >&2
  exit 4
fi

# Exit code 1 means that something could not be used, and that all else is done; others are failures.
tolerant() {
  local code=0
  "$@" || code=$?
  [ "$code" -le 1 ] || exit "$code"
  return "$code"
}

commit_as() {
  if git config user.email >/dev/null; then
    git commit --quiet -m "$1"
  else
    git -c user.name="github-actions[bot]" \
      -c user.email="41898282+github-actions[bot]@users.noreply.github.com" commit --quiet -m "$1"
  fi
}

# In a copy of a template, the forms of the editors have to write into the copy.
forms=static/admin/config.yml
own_forms() {
  [ -n "${GITHUB_REPOSITORY:-}" ] && [ -f "$forms" ] || return 0
  sed "s|^  repo: .*|  repo: $GITHUB_REPOSITORY|" "$forms" >"$notes/forms.yml"
  cmp -s "$notes/forms.yml" "$forms" || cat "$notes/forms.yml" >"$forms"
  git add "$forms"
}

# Others may have pushed since: then this import is thrown away and done again on top of theirs, so nothing can conflict.
is_pushed=no
for attempt in 1 2 3 4 5 6; do
  git pull --quiet --rebase origin "$branch"
  rm -f .cache/imported.json "$notes/import.md" # it would call seeds read whose articles were thrown away
  tolerant warraq import --summary "$notes/import.md" || true
  git add --all content seeds
  own_forms
  if git diff --cached --quiet; then
    is_pushed=yes
    break
  fi
  message="Import seeds ($(git diff --cached --name-only --diff-filter=A -- 'content/*.md' | wc -l | tr -d ' ') new)"
  ! git diff --cached --quiet -- content seeds || message="Point the forms at this repository"
  commit_as "$message"
  if git push --quiet origin "HEAD:$branch"; then
    is_pushed=yes
    break
  fi
  git reset --quiet --hard HEAD~1
  sleep "$((attempt + RANDOM % 3))"
done
if [ "$is_pushed" = no ]; then
  echo "others push to $branch all the time; run this again later" >&2
  exit 1
fi

broken=0
tolerant warraq build --verify --no-import ${BASE_URL:+--base-url "$BASE_URL"} --summary "$notes/build.md" || broken=1
warraq sign --check # a signature of what the archive was before would look like tampering
tolerant warraq check >"$notes/check.txt" 2>&1 || true

if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  for note in import build; do
    [ ! -f "$notes/$note.md" ] || cat "$notes/$note.md" >>"$GITHUB_STEP_SUMMARY"
  done
  {
    printf '<details dir="ltr"><summary>warraq check</summary>\n\n'
    head -c 100000 "$notes/check.txt" | sed 's/^/    /'
    printf '\n\n</details>\n'
  } >>"$GITHUB_STEP_SUMMARY"
fi
[ -z "${GITHUB_OUTPUT:-}" ] || echo "broken=$broken" >>"$GITHUB_OUTPUT"
