# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by scripts/deploy and clean: the platform of src/main/kubernetes, the broker's component
# and what the services' builds have generated, as one kustomization in target/deploy.
# Needs say.sh, cluster.sh, images.sh, $scaled.

manifests_folder=target/deploy/manifests

# Writes the kustomization. It can be looked at, and applied by hand.
manifests_write() { # COMPONENT
  mkdir -p "$manifests_folder/platform"
  local labels="labels: [{pairs: {$made_by: deploy}}]"
  cat >"$manifests_folder/platform/kustomization.yaml" <<END
# Written by scripts/deploy.
namespace: $namespace
$labels
resources: [../../../../src/main/kubernetes/platform]
END
  cat >"$manifests_folder/kustomization.yaml" <<END
# Written by scripts/deploy.
namespace: $namespace
$labels
resources:
  - ../../../src/main/kubernetes/platform
  - ../../../src/main/kubernetes/disruption-budgets/$scaled.yaml
$(printf '  - ../../../%s/target/kubernetes/kubernetes.yml\n' "${services[@]}")
components:
  - ../../../src/main/kubernetes/components/$1
END
}

manifests_render() { # FOLDER
  kubectl kustomize --load-restrictor=LoadRestrictionsNone "$1"
}

# Applies by server-side apply: fields that it doesn't name, such as KEDA's replicas, stay as they are.
manifests_apply() { # FOLDER [OPTION...]
  local folder=$1
  shift
  manifests_render "$folder" |
    k apply --server-side --force-conflicts --field-manager="$made_by" -f - "$@"
}

# Ends the script where a name is taken by something that isn't Groundswell's.
manifests_need_names() {
  local name labels
  for name in "${services[@]}"; do
    labels=$(kn get deployment "$name" --ignore-not-found -o 'jsonpath={.metadata.labels}')
    case $labels in
      '' | *"\"$made_by\":"* | *'"app.kubernetes.io/managed-by":"quarkus"'*) ;;
      *) die "namespace $namespace has a Deployment $name that isn't Groundswell's: take another by --namespace" ;;
    esac
  done
}
