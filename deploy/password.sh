# Read by backup.sh and restore.sh: takes the password out of DATABASE.
# Behind a command everybody on the machine reads it: the password goes by the environment.
case $DATABASE in
*://*:*@*)
    login=${DATABASE#*://}
    login=${login%%@*}
    case $login in
    *%*) ;; # written in signs of an address, which only the program itself can read
    *)
        export PGPASSWORD="${login#*:}"
        DATABASE="${DATABASE%%://*}://${login%%:*}@${DATABASE#*@}"
        ;;
    esac
    ;;
esac
