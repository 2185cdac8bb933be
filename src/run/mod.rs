//! Every step, once a source: parallel, streamed, in a stable order.
