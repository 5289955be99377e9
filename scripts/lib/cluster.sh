# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by the scripts that talk to a cluster: which one it is, and whether it may be used.
# Needs say.sh.

context=
namespace=groundswell
assume_yes=

# What scripts/deploy and scripts/load have made bears this label; scripts/clean goes by it.
made_by=groundswell.io/made-by

# kubectl in the chosen context.
k() { kubectl --context "$context" "$@"; }

# kubectl in the chosen context and namespace.
kn() { kubectl --context "$context" --namespace "$namespace" "$@"; }

# Takes the options that all of these scripts have; says how many words it took. Zero: not one.
cluster_option() { # OPTION [VALUE]
  taken=0
  case $1 in
    --context) need_value "$@" && context=$2 taken=2 ;;
    -n | --namespace) need_value "$@" && namespace=$2 taken=2 ;;
    -y | --yes) assume_yes=1 taken=1 ;;
    -h | --help) help && exit 0 ;;
  esac
}

# Settles the context, and that its cluster answers.
cluster_open() {
  command -v kubectl >/dev/null || die "kubectl is missing: install it, and have it on the PATH"
  if [ -z "$context" ]; then
    context=$(kubectl config current-context 2>/dev/null) ||
      die "no current context: choose one by 'kubectl config use-context NAME' or --context NAME; 'kubectl config get-contexts' lists them"
  elif ! kubectl config get-contexts "$context" >/dev/null 2>&1; then
    die "--context $context: there is no such context; 'kubectl config get-contexts' lists them"
  fi
  server=$(k config view --minify -o 'jsonpath={.clusters[0].cluster.server}')
  k get --raw /readyz >/dev/null 2>&1 ||
    die "the cluster of context $context ($server) doesn't answer: is it running, and are you logged in? 'kubectl --context $context get --raw /readyz' says more"
}

# Whether the cluster is on this machine.
cluster_is_local() {
  case $context in
    kind-* | minikube | k3d-* | microk8s | docker-desktop | rancher-desktop | colima*) return 0 ;;
  esac
  local host=${server#*://}
  host=${host%%/*}
  host=${host%:*}
  case $host in
    localhost | 127.* | '[::1]') return 0 ;;
  esac
  grep -qxF "$host" <<<"$(hostname -I 2>/dev/null | tr ' ' '\n')"
}

# Says which cluster it is, and asks before one that isn't local.
cluster_consent() { # WHAT
  say "Cluster: context $context, $server, namespace $namespace"
  if [ -z "$assume_yes" ] && ! cluster_is_local; then
    confirm "$1 on this cluster, which isn't on this machine?" ||
      die "context $context isn't local: say --yes to $1 there all the same"
  fi
}

# Ends the script where a right is lacking.
cluster_need_right() { # VERB RESOURCE [OPTION...]
  local answer
  answer=$(kn auth can-i "$@" 2>/dev/null) || true
  [ "$answer" = yes ] ||
    die "context $context may not $1 ${2%%.*} in namespace $namespace: take a context with that right, or ask who runs the cluster for it"
}

# Whether an object is there.
exists() { # KIND NAME [OPTION...]
  kn get "$@" -o name >/dev/null 2>&1
}
