# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by scripts that need KEDA: finds it, and installs it where it isn't. Needs say.sh, cluster.sh.

keda_chart_version=2.21.0
# The first whose AWS pod identity is the one that the manifests name.
keda_oldest=2.13.0

# Prints namespace, name and version of KEDA's operator; nothing where there is none. The version is
# empty where neither its label nor its image's tag nor its log says it.
keda_find() {
  local line ns name label image
  line=$(k get deployments --all-namespaces -o \
    'jsonpath={range .items[*]}{.metadata.namespace}{" "}{.metadata.name}{" "}{.metadata.labels.app\.kubernetes\.io/version}{"|"}{.spec.template.spec.containers[0].image}{"\n"}{end}' |
    grep -E '^[^ ]+ keda-operator ' | head -1) || true
  [ -n "$line" ] || return 0
  image=${line##*|}
  read -r ns name label <<<"${line%%|*}"
  if [ -z "$label" ]; then
    label=$(sed -nE 's/.*:v?([0-9]+\.[0-9]+\.[0-9]+).*/\1/p' <<<"$image")
  fi
  if [ -z "$label" ]; then
    label=$(k -n "$ns" logs "deployment/$name" 2>/dev/null | sed -nE 's/.*KEDA Version: ([0-9.]+).*/\1/p' | head -1) || true
  fi
  echo "$ns $name $label"
}

# Whether version A is older than version B.
is_older() { # A B
  [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -1)" = "$1" ]
}

# Has a KEDA that is new enough, or ends the script.
keda_ensure() { # DRY_RUN
  local ns name version
  read -r ns name version <<<"$(keda_find)" || true
  if [ -n "${ns:-}" ]; then
    if [ -z "$version" ]; then
      say "KEDA: in namespace $ns, version unknown"
    elif is_older "$version" "$keda_oldest"; then
      die "KEDA $version in namespace $ns is too old, $keda_oldest is needed: 'helm upgrade keda kedacore/keda --version $keda_chart_version -n $ns' where Helm installed it"
    else
      say "KEDA: $version in namespace $ns"
    fi
    return 0
  fi
  if k get crd scaledobjects.keda.sh >/dev/null 2>&1; then
    die "KEDA's CRDs are there, but no Deployment keda-operator: mend that installation, or remove it with its CRDs so that it can be made anew"
  fi
  command -v helm >/dev/null ||
    die "this cluster has no KEDA, and Helm is missing to install it: install Helm, or KEDA $keda_chart_version by another way (https://keda.sh/docs/latest/deploy/)"
  if [ -n "$1" ]; then
    say "KEDA: none; would install $keda_chart_version by Helm into namespace keda"
    return 0
  fi
  step "Installing KEDA $keda_chart_version by Helm into namespace keda" target/deploy/keda.log \
    helm --kube-context "$context" upgrade --install keda keda --repo https://kedacore.github.io/charts \
    --version "$keda_chart_version" --namespace keda --create-namespace --wait --timeout 5m
  k label --overwrite namespace keda "$made_by=deploy" >/dev/null
}
