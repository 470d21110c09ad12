# A clock that can be set for one process: libfaketime, which is loaded before the C library.

# need_faketime: sets $faketime_lib.
need_faketime() {
  find_faketime && return
  install_packages libfaketime libfaketime libfaketime
  find_faketime || die 'libfaketime was installed but is not found.'
}

find_faketime() {
  local file
  for file in /usr/lib/*/faketime/libfaketime.so.1 /usr/lib/faketime/libfaketime.so.1; do
    if [ -e "$file" ]; then
      faketime_lib=$file
      return 0
    fi
  done
  return 1
}
