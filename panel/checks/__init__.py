"""What an editor should look at before believing a ballot. Pure: no network, no clock, no Django."""
