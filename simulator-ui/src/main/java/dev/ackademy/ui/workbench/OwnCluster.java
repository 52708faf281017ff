package dev.ackademy.ui.workbench;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.LiveRefused;

/// A cluster of a person's own, as it is named in the window: where it is, and the file that says how it lets us in.
///
/// @param file a properties file, empty for none
public record OwnCluster(BrokerAddress address, String file) {

    /// @throws WrongUse where it is no address of a cluster
    public static BrokerAddress address(String text) {
        try {
            BrokerAddress address = BrokerAddress.of(text);
            if (!address.own()) {
                return address;
            }
        } catch (LiveRefused no) {
            // Said below, in the words of the window.
        }
        throw new WrongUse("Type kafka://host:port or nats://host:port. Names and passwords are read from the"
                + " properties file, or from ACKADEMY_BROKER_... in the environment.");
    }

    public boolean kafka() {
        return address.kind().equals("kafka");
    }
}
