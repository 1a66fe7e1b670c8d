"""What an officer has in hand: units, minutes of handing over, objections."""
