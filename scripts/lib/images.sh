# shellcheck shell=bash disable=SC2034,SC2154
# Sourced by scripts/deploy: builds the images of the services, and brings them to where the cluster
# finds them. Needs say.sh, cluster.sh, java.sh, aot.sh.

# Those that are deployed together; scripts/deploy --app chooses.
services=(consumer producer)

# How the cluster gets images: a registry, or the container engine's loader for its kind.
images_way() { # REGISTRY
  if [ -n "$1" ]; then
    echo registry
    return 0
  fi
  case $context in
    kind-*) echo kind ;;
    minikube) echo minikube ;;
    k3d-*) echo k3d ;;
    microk8s) echo microk8s ;;
    docker-desktop | rancher-desktop | colima*) echo engine ;;
    *) return 1 ;;
  esac
}

# Ends the script where that way lacks its tools.
images_need_tools() { # WAY
  local tools=(docker) tool
  case $1 in
    registry) tools=() ;;
    kind | minikube | k3d | microk8s) tools+=("$1") ;;
  esac
  for tool in ${tools[@]+"${tools[@]}"}; do
    command -v "$tool" >/dev/null || die "$tool is missing, which brings images to context $context: install it, or name a registry by --registry"
  done
}

# Prints what the images are named after: their broker, sources and options, so that what hasn't changed
# isn't deployed anew, and a node never takes an old image for a new one.
images_tag() { # OPTION...
  {
    echo "${BROKER:-}" "$@"
    find pom.xml messages keda "${services[@]}" \( -name target -o -name '*.md' -o -name jib \) -prune -o \
      -path '*/src/test' -prune -o -type f -print | LC_ALL=C sort | xargs sha256sum
  } | sha256sum | cut -c1-12
}

# Builds images and manifests, unless they are those of the last time.
images_build() { # WAY REGISTRY AOT TAG MAVEN_OPTION...
  local way=$1 registry=$2 aot=$3 tag=$4 stamp="$1 $2 $3 $4" built=target/deploy/built-${services[0]}
  shift 4
  if [ "$stamp" = "$(cat "$built" 2>/dev/null)" ] && images_are_named "$tag"; then
    say "Images: $tag, as built before"
    return 0
  fi
  rm -f "$built"
  local modules options=(-am -Dquarkus.container-image.tag="$tag")
  modules=$(IFS=, && echo "${services[*]}")
  # The lab has the broker for the recording.
  [ -z "$aot" ] || [ "$app" = moc-app ] || modules+=,lab
  [ -z "$registry" ] || options+=(-Dquarkus.container-image.registry="$registry")
  case $way in
    none) ;;
    registry) options+=(-Dquarkus.container-image.push=true -Dquarkus.container-image.insecure="$(is_plain "$registry")") ;;
    *) options+=(-Dquarkus.container-image.build=true) ;;
  esac
  step "Building services, images and manifests" target/deploy/build.log \
    mvn --batch-mode package -DskipTests -Dspotless.check.skip -pl "$modules" "${options[@]}" "$@"
  if [ -n "$aot" ]; then
    aot_record "${services[@]}"
    for service in "${services[@]}"; do
      step "Adding the AOT cache to $(image_of "$service")" target/deploy/aot.log images_add_cache "$way" "$registry"
    done
  fi
  mkdir -p target/deploy
  echo "$stamp" >"$built"
}

# Whether the manifests are still those of that build: any other of the services writes them anew.
images_are_named() { # TAG
  local service
  for service in "${services[@]}"; do
    [[ $(image_of "$service") == *:"$1" ]] || return 1
  done
}

# Whether a registry may be spoken to without TLS: only on this machine.
is_plain() { # REGISTRY
  case $1 in
    localhost | localhost:* | 127.*) echo true ;;
    *) echo false ;;
  esac
}

# Puts a layer with the cache on the image of $service. Quarkus' own way to such an image wants a
# container engine.
images_add_cache() { # WAY REGISTRY
  local image goal=build from=''
  image=$(image_of "$service")
  [ "$1" = registry ] || goal=dockerBuild from=docker://
  rm -rf target/deploy/layer target/deploy/none
  mkdir -p target/deploy/layer/work target/deploy/none
  cp "$(aot_cache "$service")" target/deploy/layer/work/app.aot
  mvn --batch-mode -f scripts/lib/aot-image.xml "jib:$goal" -Djib.from.image="$from$image" -Djib.to.image="$image" \
    -Djib.allowInsecureRegistries="$(is_plain "$2")"
}

# Prints the image that the service's manifest names.
image_of() { # SERVICE
  sed -n 's/^ *image: *//p' "$1/target/kubernetes/kubernetes.yml" 2>/dev/null | head -1
}

# Brings the images to a cluster that has no registry.
images_load() { # WAY
  local image
  for service in "${services[@]}"; do
    image=$(image_of "$service")
    case $1 in
      kind) step "Loading $image" target/deploy/load.log kind load docker-image "$image" --name "${context#kind-}" ;;
      minikube) step "Loading $image" target/deploy/load.log minikube image load "$image" ;;
      k3d) step "Loading $image" target/deploy/load.log k3d image import "$image" --cluster "${context#k3d-}" ;;
      microk8s) step "Loading $image" target/deploy/load.log images_load_microk8s "$image" ;;
    esac
  done
}

images_load_microk8s() { # IMAGE
  docker save "$1" | microk8s images import
}

# Runs the image once in the cluster, with an AOT cache that it must take or say why not.
# Prints nothing where all is well, "image: REASON" where it can't be had, "cache: REASON" where the
# JVM of its base image refuses the cache.
image_check() { # SERVICE IMAGE
  local image=$2 name=aot-check-$1 phase waiting output flags end=$((SECONDS + 300))
  mapfile -t flags < <(aot_flags "$1")
  kn delete pod "$name" --ignore-not-found --wait=true >/dev/null
  kn apply --server-side --field-manager="$made_by" -f - >/dev/null <<END
apiVersion: v1
kind: Pod
metadata:
  name: $name
  labels: {$made_by: deploy}
spec:
  restartPolicy: Never
  automountServiceAccountToken: false
  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
  containers:
    - name: check
      image: $image
      imagePullPolicy: IfNotPresent
      # The services end at once with one line of their own, if the JVM gets so far.
      command: [java, $(IFS=, && echo "${flags[*]}"), "-XX:AOTCache=app.aot", "-XX:AOTMode=on", -jar, quarkus-run.jar]
      args: ["--version"]
      env: [{name: BROKER, value: none}, {name: APP_ERRORS, value: none}]
      resources: {requests: {cpu: 50m, memory: 128Mi}, limits: {memory: 256Mi}}
      securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, readOnlyRootFilesystem: true}
END
  while :; do
    phase=$(kn get pod "$name" -o 'jsonpath={.status.phase}')
    waiting=$(kn get pod "$name" -o 'jsonpath={.status.containerStatuses[0].state.waiting.reason}: {.status.containerStatuses[0].state.waiting.message}')
    case $phase/$waiting in
      Succeeded/* | Failed/*) break ;;
      *ErrImagePull:* | *ImagePullBackOff:* | *InvalidImageName:* | *CreateContainer*Error:*)
        echo "image: $waiting"
        return 0
        ;;
    esac
    if ((SECONDS > end)); then
      echo "image: its pod is still ${phase:-not there} after five minutes"
      return 0
    fi
    sleep 0.5
  done
  output=$(kn logs "$name")
  if grep -q 'Unable to use AOT cache' <<<"$output"; then
    echo "cache: $(grep -m1 -oE '\]\[aot\] .*' <<<"$output" | cut -c8-)"
  fi
  kn delete pod "$name" --wait=false >/dev/null
}
